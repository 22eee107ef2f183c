-- Every row of a mart of figures is of a report, and every report has its row in the panel.
select report_id from "build"."marts"."disclosure_volume"
union
select report_id from "build"."marts"."administrative_output"
union
select report_id from "build"."marts"."request_outcomes"
union
select report_id from "build"."marts"."litigation"
union
select report_id from "build"."marts"."indicators"
union
select report_id from "build"."marts"."checks_between"
union
select report_id from "build"."marts"."versions"
except
select reports.report_id
from "build"."marts"."reports" as reports
inner join "build"."marts"."panel" as panel on reports.report_id = panel.report_id