with reports as (

    select * from {{ ref('reports') }}

),

doubts as (

    select * from {{ ref('int_doubts') }}

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        doubts.table_code,
        doubts.item_code,
        doubts.column_code,
        doubts.code,
        reports.document_sha256
    from doubts
    inner join reports on doubts.document_sha256 = reports.document_sha256

)

select * from final
