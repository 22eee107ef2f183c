
select
    agency_id, report_year, scope, table_code, item_code, column_code, expected_value,
    count(*) as row_count
from "build"."seeds"."corrections"
group by all
having count(*) > 1 or agency_id is null
