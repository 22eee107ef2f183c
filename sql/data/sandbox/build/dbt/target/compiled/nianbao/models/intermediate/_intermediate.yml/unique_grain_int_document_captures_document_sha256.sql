
select
    document_sha256,
    count(*) as row_count
from "build"."intermediate"."int_document_captures"
group by all
having count(*) > 1 or document_sha256 is null
