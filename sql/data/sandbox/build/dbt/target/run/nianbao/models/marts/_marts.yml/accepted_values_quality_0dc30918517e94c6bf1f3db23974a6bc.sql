
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        finding_kind as value_field,
        count(*) as n_records

    from "build"."marts"."quality"
    group by finding_kind

)

select *
from all_values
where value_field not in (
    'check','check_between_years','notice','figure','attribution','rejection','correction'
)



  
  
      
    ) dbt_internal_test