
    
    

with all_values as (

    select
        correction_code as value_field,
        count(*) as n_records

    from "build"."intermediate"."int_corrections"
    group by correction_code

)

select *
from all_values
where value_field not in (
    'correction_applied','correction_expired','correction_without_report'
)


