
select
    site_id,
    count(*) as row_count
from "build"."staging"."stg_sites"
group by all
having count(*) > 1 or site_id is null
