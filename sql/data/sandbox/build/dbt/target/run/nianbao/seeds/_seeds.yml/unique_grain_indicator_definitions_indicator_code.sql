
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    indicator_code,
    count(*) as row_count
from "build"."marts"."indicator_definitions"
group by all
having count(*) > 1 or indicator_code is null

  
  
      
    ) dbt_internal_test