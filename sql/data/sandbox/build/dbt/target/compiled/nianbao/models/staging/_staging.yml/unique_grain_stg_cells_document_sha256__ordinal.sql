
select
    document_sha256, ordinal,
    count(*) as row_count
from "build"."staging"."stg_cells"
group by all
having count(*) > 1 or document_sha256 is null
