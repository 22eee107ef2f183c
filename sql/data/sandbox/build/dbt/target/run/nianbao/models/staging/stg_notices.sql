
  
  create view "build"."staging"."stg_notices__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."notices"

),

renamed as (

    select
        document_sha256,
        ordinal as notice_ordinal,
        severity,
        code as notice_code,
        message,
        table_code,
        item_code
    from source

)

select * from renamed
  );
