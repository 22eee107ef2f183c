
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    agency_id, report_year, scope, table_code, item_code, column_code, expected_value,
    count(*) as row_count
from "build"."seeds"."corrections"
group by all
having count(*) > 1 or agency_id is null

  
  
      
    ) dbt_internal_test