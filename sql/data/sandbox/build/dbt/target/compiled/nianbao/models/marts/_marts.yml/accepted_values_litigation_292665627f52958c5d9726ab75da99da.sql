
    
    

with all_values as (

    select
        result as value_field,
        count(*) as n_records

    from "build"."marts"."litigation"
    group by result

)

select *
from all_values
where value_field not in (
    'upheld','corrected','other','pending','total'
)


