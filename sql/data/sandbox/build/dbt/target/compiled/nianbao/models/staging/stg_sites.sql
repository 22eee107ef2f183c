with source as (

    select * from "build"."raw"."sites"

),

renamed as (

    select
        site_id,
        division_code,
        status as site_status
    from source

)

select * from renamed