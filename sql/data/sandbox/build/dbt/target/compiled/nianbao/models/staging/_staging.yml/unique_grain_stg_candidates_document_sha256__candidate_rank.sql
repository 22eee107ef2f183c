
select
    document_sha256, candidate_rank,
    count(*) as row_count
from "build"."staging"."stg_candidates"
group by all
having count(*) > 1 or document_sha256 is null
