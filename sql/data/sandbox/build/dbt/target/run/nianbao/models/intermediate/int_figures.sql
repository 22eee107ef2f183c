
    

    create  table
      "build"."intermediate"."int_figures__dbt_tmp"
  
    
    as (
      -- Every entry of the current documents with all that makes it doubtful. Grain: report × table × item × column.
with cells as (

    select * from "build"."intermediate"."int_current_cells"

),

reached as (

    select
        cells.report_id,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        coalesce(list_sort(list(distinct doubts.code) filter (where doubts.code is not null)), cast([] as varchar[])) as doubts
    from cells
    inner join "build"."intermediate"."int_doubts" as doubts
        on
            cells.document_sha256 = doubts.document_sha256
            and (
                cells.table_code = doubts.table_code
                or (doubts.table_code is null and doubts.item_code is null)
            )
            and coalesce(doubts.item_code, cells.item_code) = cells.item_code
            and coalesce(doubts.column_code, cells.column_code) = cells.column_code
    group by cells.report_id, cells.table_code, cells.item_code, cells.column_code

),

figures as (

    select
        cells.report_id,
        cells.document_sha256,
        cells.form,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        cells.value,
        cells.value_yuan,
        cells.unit,
        cells.status,
        cells.place_text,
        reached.report_id is not null as is_doubtful,
        coalesce(reached.doubts, cast([] as varchar[])) as doubts
    from cells
    left join reached
        on
            cells.report_id = reached.report_id
            and cells.table_code = reached.table_code
            and cells.item_code = reached.item_code
            and cells.column_code = reached.column_code

)

select * from figures
    );
    
  