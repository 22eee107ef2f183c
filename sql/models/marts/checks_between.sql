-- Every check that needs another report. Grain: report × check × table × item × column.
--
-- Compared are the current documents. The identities between years are all listed; of copies, and of jumps, which are
-- looked for in every figure, the jumps that were found.
with reports as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

checks as (

    select
        report_id,
        compared_report_id,
        check_code,
        table_code,
        item_code,
        column_code,
        left_value,
        right_value,
        status
    from {{ ref('int_balances') }}

    union all

    select
        report_id,
        compared_report_id,
        check_code,
        table_code,
        cast(null as varchar) as item_code,
        cast(null as varchar) as column_code,
        left_value,
        right_value,
        status
    from {{ ref('int_copies') }}

    union all

    select
        report_id,
        compared_report_id,
        check_code,
        table_code,
        item_code,
        column_code,
        left_value,
        right_value,
        status
    from {{ ref('int_jumps') }}

),

final as (

    select
        checks.report_id,
        checks.compared_report_id,
        reports.agency_id,
        reports.report_year,
        reports.scope,
        checks.check_code,
        checks.table_code,
        checks.item_code,
        checks.column_code,
        cast(checks.left_value as decimal(20, 6)) as left_value,
        cast(checks.right_value as decimal(20, 6)) as right_value,
        checks.status,
        reports.document_sha256,
        compared.document_sha256 as compared_document_sha256
    from checks
    inner join reports on checks.report_id = reports.report_id
    left join reports as compared on checks.compared_report_id = compared.report_id

)

select * from final
