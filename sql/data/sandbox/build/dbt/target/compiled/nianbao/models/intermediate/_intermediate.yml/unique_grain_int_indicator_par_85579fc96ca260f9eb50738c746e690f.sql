
select
    indicator_code, form, table_code, item_code, column_code,
    count(*) as row_count
from "build"."intermediate"."int_indicator_parts"
group by all
having count(*) > 1 or indicator_code is null
