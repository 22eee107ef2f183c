
select
    indicator_code,
    count(*) as row_count
from "build"."marts"."indicator_definitions"
group by all
having count(*) > 1 or indicator_code is null
