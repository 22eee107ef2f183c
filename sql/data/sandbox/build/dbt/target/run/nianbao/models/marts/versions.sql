
    

    create  table
      "build"."marts"."versions__dbt_tmp"
  
    
    as (
      select
    report_id,
    document_sha256,
    is_current,
    form,
    title,
    published_date,
    url,
    source,
    site_id,
    first_captured_at,
    last_captured_at
from "build"."intermediate"."int_report_documents"
    );
    
  