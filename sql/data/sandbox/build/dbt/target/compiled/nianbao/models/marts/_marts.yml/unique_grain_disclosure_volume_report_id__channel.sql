
select
    report_id, channel,
    count(*) as row_count
from "build"."marts"."disclosure_volume"
group by all
having count(*) > 1 or report_id is null
