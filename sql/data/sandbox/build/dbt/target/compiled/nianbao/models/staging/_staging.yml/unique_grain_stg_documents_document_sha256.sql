
select
    document_sha256,
    count(*) as row_count
from "build"."staging"."stg_documents"
group by all
having count(*) > 1 or document_sha256 is null
