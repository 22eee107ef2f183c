
    

    create  table
      "build"."marts"."rejections__dbt_tmp"
  
    
    as (
      select
    capture_id,
    document_sha256,
    url,
    source,
    rejection_code as code,
    message
from "build"."staging"."stg_rejections"
    );
    
  