
select
    report_id, indicator,
    count(*) as row_count
from "build"."marts"."administrative_output"
group by all
having count(*) > 1 or report_id is null
