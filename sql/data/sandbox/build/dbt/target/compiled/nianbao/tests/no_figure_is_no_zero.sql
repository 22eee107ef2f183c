-- A value stands exactly where a figure is reported; a blank has none.
select report_id from "build"."intermediate"."int_figures"
where (value is not null) <> (status = 'reported')