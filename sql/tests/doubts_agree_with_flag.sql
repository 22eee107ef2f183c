-- A figure is doubtful exactly when it says why.
select report_id from {{ ref('reports') }}
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from {{ ref('request_outcomes') }}
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from {{ ref('litigation') }}
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from {{ ref('disclosure_volume') }}
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from {{ ref('administrative_output') }}
where is_doubtful <> (len(doubts) > 0)
