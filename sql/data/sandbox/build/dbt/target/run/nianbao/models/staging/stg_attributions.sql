
  
  create view "build"."staging"."stg_attributions__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."attributions"

),

renamed as (

    select
        document_sha256,
        status as attribution_status,
        agency_id,
        agency_name,
        division_code,
        function_class,
        report_year,
        scope,
        score,
        reason as attribution_reason
    from source

)

select * from renamed
  );
