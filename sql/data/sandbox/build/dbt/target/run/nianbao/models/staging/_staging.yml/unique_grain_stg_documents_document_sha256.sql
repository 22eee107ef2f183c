
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select
    document_sha256,
    count(*) as row_count
from "build"."staging"."stg_documents"
group by all
having count(*) > 1 or document_sha256 is null

  
  
      
    ) dbt_internal_test