
select
    form, table_code, item_code,
    count(*) as row_count
from "build"."seeds"."crosswalk"
group by all
having count(*) > 1 or form is null
