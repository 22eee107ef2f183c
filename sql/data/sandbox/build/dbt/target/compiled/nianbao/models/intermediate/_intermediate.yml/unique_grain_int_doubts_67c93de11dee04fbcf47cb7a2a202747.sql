
select
    document_sha256, table_code, item_code, column_code, code,
    count(*) as row_count
from "build"."intermediate"."int_doubts"
group by all
having count(*) > 1 or document_sha256 is null
