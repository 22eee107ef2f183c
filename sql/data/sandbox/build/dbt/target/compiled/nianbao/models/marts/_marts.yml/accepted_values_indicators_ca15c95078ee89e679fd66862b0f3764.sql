
    
    

with all_values as (

    select
        status as value_field,
        count(*) as n_records

    from "build"."marts"."indicators"
    group by status

)

select *
from all_values
where value_field not in (
    'reported','blank','not_applicable','unreadable','absent','conflicting','unit_unknown','derived','incomplete','doubtful','no_denominator','inconsistent'
)


