-- A count stands exactly where its mart calls it reported.
select report_id from {{ ref('request_outcomes') }}
where (request_count is not null) <> (status = 'reported')
union all
select report_id from {{ ref('litigation') }}
where (case_count is not null) <> (status = 'reported')
union all
select report_id from {{ ref('disclosure_volume') }}
where (item_count is not null) <> (status = 'reported')
