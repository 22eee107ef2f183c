
select
    check_code,
    count(*) as row_count
from "build"."staging"."stg_check_definitions"
group by all
having count(*) > 1 or check_code is null
