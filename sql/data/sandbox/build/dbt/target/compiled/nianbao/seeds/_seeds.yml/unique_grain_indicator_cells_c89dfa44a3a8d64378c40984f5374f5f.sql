
select
    indicator_code, form, table_code, item_pattern, column_code,
    count(*) as row_count
from "build"."seeds"."indicator_cells"
group by all
having count(*) > 1 or indicator_code is null
