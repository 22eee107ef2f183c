
    
    

with all_values as (

    select
        scope as value_field,
        count(*) as n_records

    from "build"."marts"."reports"
    group by scope

)

select *
from all_values
where value_field not in (
    'own','whole','unstated'
)


