
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        status as value_field,
        count(*) as n_records

    from "build"."marts"."checks_between"
    group by status

)

select *
from all_values
where value_field not in (
    'pass','fail','not_assessable'
)



  
  
      
    ) dbt_internal_test