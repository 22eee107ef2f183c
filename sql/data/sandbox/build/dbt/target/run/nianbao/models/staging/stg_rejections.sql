
  
  create view "build"."staging"."stg_rejections__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."rejections"

),

renamed as (

    select
        capture_id,
        document_sha256,
        url,
        source,
        code as rejection_code,
        message
    from source

)

select * from renamed
  );
