
select
    agency_id,
    count(*) as row_count
from "build"."staging"."stg_agencies"
group by all
having count(*) > 1 or agency_id is null
