-- Every check that needs another report. Grain: report × check × table × item × column.
--
-- Compared are the current documents. The identities between years are all listed; of copies, of jumps, which are
-- looked for in every figure, and of other documents of the same report, what was found.
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
        column_code,
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

between_reports as (

    select
        checks.*,
        compared.document_sha256 as compared_document_sha256
    from checks
    left join reports as compared on checks.compared_report_id = compared.report_id

),

within_reports as (

    select
        report_id,
        report_id as compared_report_id,
        check_code,
        table_code,
        item_code,
        column_code,
        left_value,
        right_value,
        status,
        compared_document_sha256
    from {{ ref('int_rivals') }}

),

compared_checks as (

    select * from between_reports
    union all
    select * from within_reports

),

final as (

    select
        compared_checks.report_id,
        compared_checks.compared_report_id,
        reports.agency_id,
        reports.report_year,
        reports.scope,
        compared_checks.check_code,
        compared_checks.table_code,
        compared_checks.item_code,
        compared_checks.column_code,
        cast(compared_checks.left_value as decimal(20, 6)) as left_value,
        cast(compared_checks.right_value as decimal(20, 6)) as right_value,
        compared_checks.status,
        reports.document_sha256,
        compared_checks.compared_document_sha256
    from compared_checks
    inner join reports on compared_checks.report_id = reports.report_id

)

select * from final
