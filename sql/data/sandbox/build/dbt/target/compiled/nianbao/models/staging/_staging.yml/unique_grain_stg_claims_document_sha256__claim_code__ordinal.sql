
select
    document_sha256, claim_code, ordinal,
    count(*) as row_count
from "build"."staging"."stg_claims"
group by all
having count(*) > 1 or document_sha256 is null
