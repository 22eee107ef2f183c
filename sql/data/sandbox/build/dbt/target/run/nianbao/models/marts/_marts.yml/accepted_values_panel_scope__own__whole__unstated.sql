
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

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



  
  
      
    ) dbt_internal_test