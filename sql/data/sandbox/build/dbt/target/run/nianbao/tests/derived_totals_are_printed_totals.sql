
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- The outcomes as summed here are the total as printed wherever the extractor found that they add up.
with passed as (

    select document_sha256 from "build"."staging"."stg_checks"
    where check_code = 'requests.outcomes_sum' and column_code = 'total' and status = 'pass'

),

corrected as (

    select report_id from "build"."intermediate"."int_current_cells"
    where is_corrected

)

select
    panel.report_id,
    panel.outcomes_total_count,
    panel.outcomes_total_count_derived
from "build"."marts"."panel" as panel
inner join passed on panel.document_sha256 = passed.document_sha256
left join corrected on panel.report_id = corrected.report_id
where
    corrected.report_id is null
    and panel.outcomes_total_count <> panel.outcomes_total_count_derived
  
  
      
    ) dbt_internal_test