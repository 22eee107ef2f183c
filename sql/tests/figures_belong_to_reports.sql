-- Every row of a mart of figures is of a report, and every report has its row in the panel.
select report_id from {{ ref('disclosure_volume') }}
union
select report_id from {{ ref('administrative_output') }}
union
select report_id from {{ ref('request_outcomes') }}
union
select report_id from {{ ref('litigation') }}
union
select report_id from {{ ref('indicators') }}
union
select report_id from {{ ref('checks_between') }}
union
select report_id from {{ ref('versions') }}
union
select report_id from {{ ref('doubts') }}
except
select reports.report_id
from {{ ref('reports') }} as reports
inner join {{ ref('panel') }} as panel on reports.report_id = panel.report_id
