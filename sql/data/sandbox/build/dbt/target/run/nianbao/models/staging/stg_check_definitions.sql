
  
  create view "build"."staging"."stg_check_definitions__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."check_definitions"

),

renamed as (

    select
        check_code,
        name as check_name,
        severity,
        computed_in
    from source

)

select * from renamed
  );
