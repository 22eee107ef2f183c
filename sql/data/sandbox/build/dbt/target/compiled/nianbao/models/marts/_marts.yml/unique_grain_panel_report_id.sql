
select
    report_id,
    count(*) as row_count
from "build"."marts"."panel"
group by all
having count(*) > 1 or report_id is null
