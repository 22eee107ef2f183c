
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- Every row on requests of every form has its place in the crosswalk.
select distinct
    form_cells.form,
    form_cells.table_code,
    form_cells.item_code
from "build"."staging"."stg_form_cells" as form_cells
left join "build"."seeds"."crosswalk" as crosswalk
    on
        form_cells.form = crosswalk.form
        and form_cells.table_code = crosswalk.table_code
        and form_cells.item_code = crosswalk.item_code
where form_cells.table_code = 'requests' and crosswalk.item_code is null
  
  
      
    ) dbt_internal_test