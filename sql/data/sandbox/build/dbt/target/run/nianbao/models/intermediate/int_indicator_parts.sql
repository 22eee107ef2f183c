
    

    create  table
      "build"."intermediate"."int_indicator_parts__dbt_tmp"
  
    
    as (
      -- The entries of each form that an indicator is the sum of (one for a printed figure).
-- Grain: indicator × form × table × item × column.
with indicator_cells as (

    select * from "build"."seeds"."indicator_cells"

),

form_cells as (

    select * from "build"."staging"."stg_form_cells"

),

parts as (

    select
        indicator_cells.indicator_code,
        form_cells.form,
        form_cells.table_code,
        form_cells.item_code,
        form_cells.column_code,
        count(*) over (partition by indicator_cells.indicator_code, form_cells.form) as part_count
    from indicator_cells
    inner join form_cells
        on
            indicator_cells.table_code = form_cells.table_code
            and form_cells.item_code glob indicator_cells.item_pattern
            and indicator_cells.column_code = form_cells.column_code
            and indicator_cells.form in ('*', form_cells.form)

)

select * from parts
    );
    
  