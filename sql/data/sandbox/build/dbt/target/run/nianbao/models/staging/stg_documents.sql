
  
  create view "build"."staging"."stg_documents__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."documents"

),

renamed as (

    select
        document_sha256,
        kind,
        title,
        agency_name as printed_agency_name,
        report_year as printed_report_year,
        scope as printed_scope,
        published_date,
        form,
        form_proactive,
        form_requests,
        form_disputes
    from source

)

select * from renamed
  );
