with reports as (

    select * from {{ ref('reports') }}

),

figures as (

    select * from {{ ref('int_figures') }}
    where table_code in ('requests', 'statistics')

),

crosswalk as (

    select * from {{ ref('crosswalk') }}

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        crosswalk.outcome,
        crosswalk.outcome_group,
        crosswalk.is_comparable,
        case when figures.table_code = 'statistics' then 'total' else figures.column_code end as applicant,
        {{ whole('figures.value') }} as request_count,
        {{ count_status('figures.value', 'figures.status') }} as status,
        figures.is_doubtful,
        figures.doubts,
        figures.document_sha256,
        figures.place_text
    from figures
    inner join crosswalk
        on
            figures.form = crosswalk.form
            and figures.table_code = crosswalk.table_code
            and figures.item_code = crosswalk.item_code
    inner join reports on figures.report_id = reports.report_id

)

select * from final
