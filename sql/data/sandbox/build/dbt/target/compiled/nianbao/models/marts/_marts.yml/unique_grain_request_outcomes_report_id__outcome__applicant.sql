
select
    report_id, outcome, applicant,
    count(*) as row_count
from "build"."marts"."request_outcomes"
group by all
having count(*) > 1 or report_id is null
