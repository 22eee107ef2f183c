
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

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



  
  
      
    ) dbt_internal_test