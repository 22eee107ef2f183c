
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    form, table_code, item_code,
    count(*) as row_count
from "build"."seeds"."crosswalk"
group by all
having count(*) > 1 or form is null

  
  
      
    ) dbt_internal_test