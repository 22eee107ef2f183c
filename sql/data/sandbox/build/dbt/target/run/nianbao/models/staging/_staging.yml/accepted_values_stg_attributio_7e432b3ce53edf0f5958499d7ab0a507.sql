
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with all_values as (

    select
        attribution_status as value_field,
        count(*) as n_records

    from "build"."staging"."stg_attributions"
    group by attribution_status

)

select *
from all_values
where value_field not in (
    'resolved','ambiguous','unresolved'
)



  
  
      
    ) dbt_internal_test