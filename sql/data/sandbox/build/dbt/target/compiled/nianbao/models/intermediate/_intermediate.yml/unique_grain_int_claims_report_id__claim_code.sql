
select
    report_id, claim_code,
    count(*) as row_count
from "build"."intermediate"."int_claims"
group by all
having count(*) > 1 or report_id is null
