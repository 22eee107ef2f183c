
  
  create view "build"."staging"."stg_captures__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."captures"

),

renamed as (

    select
        capture_id,
        url,
        fetched_at,
        http_status,
        document_sha256,
        role,
        origin,
        site_id,
        run_id,
        source,
        is_revisit
    from source

)

select * from renamed
  );
