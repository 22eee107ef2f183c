
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    site_id,
    count(*) as row_count
from "build"."staging"."stg_sites"
group by all
having count(*) > 1 or site_id is null

  
  
      
    ) dbt_internal_test