
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    report_id,
    count(*) as row_count
from "build"."marts"."panel"
group by all
having count(*) > 1 or report_id is null

  
  
      
    ) dbt_internal_test