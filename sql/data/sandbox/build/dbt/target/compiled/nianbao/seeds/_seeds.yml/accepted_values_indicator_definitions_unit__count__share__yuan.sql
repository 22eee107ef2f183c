
    
    

with all_values as (

    select
        unit as value_field,
        count(*) as n_records

    from "build"."marts"."indicator_definitions"
    group by unit

)

select *
from all_values
where value_field not in (
    'count','share','yuan'
)


