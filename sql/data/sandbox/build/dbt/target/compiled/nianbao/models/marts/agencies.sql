with agencies as (

    select * from "build"."staging"."stg_agencies"

),

divisions as (

    select * from "build"."staging"."stg_divisions"

),

final as (

    select
        agencies.agency_id,
        agencies.agency_name,
        agencies.division_code,
        divisions.division_name,
        divisions.level,
        agencies.function_class
    from agencies
    left join divisions on agencies.division_code = divisions.division_code

)

select * from final