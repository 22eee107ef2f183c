
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        outcome_group as value_field,
        count(*) as n_records

    from "build"."marts"."request_outcomes"
    group by outcome_group

)

select *
from all_values
where value_field not in (
    'received','granted','granted_in_part','denied','unavailable','not_processed','other','total','carried_out'
)



  
  
      
    ) dbt_internal_test