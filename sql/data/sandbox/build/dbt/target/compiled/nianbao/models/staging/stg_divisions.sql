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