
    

    create  table
      "build"."marts"."divisions__dbt_tmp"
  
    
    as (
      select * from "build"."staging"."stg_divisions"
    );
    
  