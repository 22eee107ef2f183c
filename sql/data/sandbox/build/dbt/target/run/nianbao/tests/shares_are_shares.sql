
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- A share lies between 0 and 1, of two sides that are certain.
select
    report_id,
    indicator_code
from "build"."marts"."indicators"
where unit = 'share' and value is not null and (is_doubtful or value not between 0 and 1)
  
  
      
    ) dbt_internal_test