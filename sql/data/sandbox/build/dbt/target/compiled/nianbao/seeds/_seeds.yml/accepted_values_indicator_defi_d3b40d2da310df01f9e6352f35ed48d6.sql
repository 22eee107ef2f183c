
    
    

with all_values as (

    select
        family as value_field,
        count(*) as n_records

    from "build"."marts"."indicator_definitions"
    group by family

)

select *
from all_values
where value_field not in (
    'requests','litigation','disclosure','output'
)


