
    
    

with all_values as (

    select
        scope as value_field,
        count(*) as n_records

    from "build"."marts"."panel"
    group by scope

)

select *
from all_values
where value_field not in (
    'own','whole','unstated'
)


