
  
  create view "build"."staging"."stg_divisions__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."divisions"

),

renamed as (

    select
        division_code,
        division_name,
        level,
        parent_code
    from source

)

select * from renamed
  );
