
select
    capture_id,
    count(*) as row_count
from "build"."staging"."stg_captures"
group by all
having count(*) > 1 or capture_id is null
