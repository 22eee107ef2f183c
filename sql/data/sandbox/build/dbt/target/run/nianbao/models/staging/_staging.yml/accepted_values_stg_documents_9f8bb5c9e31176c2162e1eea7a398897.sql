
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

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



  
  
      
    ) dbt_internal_test