with reports as (

    select * from {{ ref('reports') }}

),

figures as (

    select * from {{ ref('int_figures') }}

),

-- The 2014 form counts review and suit as rows `review.upheld`, `suit.total` …; its suits are of both kinds together.
cases as (

    select
        *,
        item_code as route,
        column_code as result
    from figures
    where table_code = 'disputes'

    union all

    select
        *,
        split_part(item_code, '.', 1) as route,
        split_part(item_code, '.', 2) as result
    from figures
    where table_code = 'statistics' and split_part(item_code, '.', 1) in ('review', 'suit')

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        cases.route,
        cases.result,
        {{ whole('cases.value') }} as case_count,
        {{ count_status('cases.value', 'cases.status') }} as status,
        cases.is_doubtful,
        cases.doubts,
        cases.document_sha256,
        cases.place_text
    from cases
    inner join reports on cases.report_id = reports.report_id

)

select * from final
