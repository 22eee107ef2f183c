
  
  create view "build"."staging"."stg_agencies__dbt_tmp" as (
    with source as (

    select * from "build"."raw"."agencies"

),

renamed as (

    select
        agency_id,
        agency_name,
        division_code,
        function_class
    from source

)

select * from renamed
  );
