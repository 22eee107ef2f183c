
select
    report_id, indicator_code,
    count(*) as row_count
from "build"."intermediate"."int_table_indicators"
group by all
having count(*) > 1 or report_id is null
