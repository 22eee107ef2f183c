
select
    form, table_code, item_code, column_code,
    count(*) as row_count
from "build"."staging"."stg_form_cells"
group by all
having count(*) > 1 or form is null
