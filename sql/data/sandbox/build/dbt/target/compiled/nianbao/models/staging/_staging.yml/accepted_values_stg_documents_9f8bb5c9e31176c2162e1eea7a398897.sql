
    
    

with all_values as (

    select
        kind as value_field,
        count(*) as n_records

    from "build"."staging"."stg_documents"
    group by kind

)

select *
from all_values
where value_field not in (
    'annual_report','not_annual_report','unreadable'
)


