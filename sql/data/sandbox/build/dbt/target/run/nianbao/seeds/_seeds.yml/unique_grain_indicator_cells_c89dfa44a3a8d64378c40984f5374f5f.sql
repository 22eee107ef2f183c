
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    indicator_code, form, table_code, item_pattern, column_code,
    count(*) as row_count
from "build"."seeds"."indicator_cells"
group by all
having count(*) > 1 or indicator_code is null

  
  
      
    ) dbt_internal_test