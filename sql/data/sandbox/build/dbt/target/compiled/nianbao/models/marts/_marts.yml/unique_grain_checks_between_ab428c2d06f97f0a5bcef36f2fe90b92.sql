
select
    report_id, check_code, table_code, item_code, column_code,
    count(*) as row_count
from "build"."marts"."checks_between"
group by all
having count(*) > 1 or report_id is null
