
    
    

with all_values as (

    select
        status as value_field,
        count(*) as n_records

    from "build"."marts"."disclosure_volume"
    group by status

)

select *
from all_values
where value_field not in (
    'reported','not_stated','conflicting'
)


