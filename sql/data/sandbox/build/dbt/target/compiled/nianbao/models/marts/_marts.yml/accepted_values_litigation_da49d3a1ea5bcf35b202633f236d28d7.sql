
    
    

with all_values as (

    select
        route as value_field,
        count(*) as n_records

    from "build"."marts"."litigation"
    group by route

)

select *
from all_values
where value_field not in (
    'review','suit_direct','suit_after_review','suit'
)


