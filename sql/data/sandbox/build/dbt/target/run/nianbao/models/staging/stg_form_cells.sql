
  
  create view "build"."staging"."stg_form_cells__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."form_cells"

),

renamed as (

    select
        form,
        table_code,
        item_code,
        column_code,
        unit
    from source

)

select * from renamed
  );
