
  
  create view "build"."staging"."stg_cells__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."cells"

),

renamed as (

    select
        document_sha256,
        ordinal,
        table_code,
        item_code,
        column_code,
        value,
        status,
        unit,
        value_yuan,
        place_text
    from source

)

select * from renamed
  );
