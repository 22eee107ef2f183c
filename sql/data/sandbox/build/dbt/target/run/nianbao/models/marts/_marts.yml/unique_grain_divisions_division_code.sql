
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    division_code,
    count(*) as row_count
from "build"."marts"."divisions"
group by all
having count(*) > 1 or division_code is null

  
  
      
    ) dbt_internal_test