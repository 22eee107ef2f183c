
select
    agency_id, report_year,
    count(*) as row_count
from "build"."marts"."coverage"
group by all
having count(*) > 1 or agency_id is null
