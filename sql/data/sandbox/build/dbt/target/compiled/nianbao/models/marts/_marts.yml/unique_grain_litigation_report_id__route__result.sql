
select
    report_id, route, result,
    count(*) as row_count
from "build"."marts"."litigation"
group by all
having count(*) > 1 or report_id is null
