
select
    report_id, table_code, item_code, column_code,
    count(*) as row_count
from "build"."intermediate"."int_current_cells"
group by all
having count(*) > 1 or report_id is null
