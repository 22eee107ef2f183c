with report_documents as (

    select
        report_id,
        document_sha256,
        agency_id,
        cast(report_year as integer) as report_year
    from {{ ref('int_report_documents') }}

),

check_definitions as (

    select * from {{ ref('stg_check_definitions') }}

),

checks as (

    select
        checks.document_sha256,
        'check' as finding_kind,
        checks.check_code as code,
        coalesce(check_definitions.severity, 'warning') as severity,
        checks.table_code,
        checks.item_code,
        checks.column_code,
        checks.left_value,
        checks.right_value,
        coalesce(check_definitions.check_name, checks.check_code) as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('stg_checks') }} as checks
    left join check_definitions on checks.check_code = check_definitions.check_code
    where checks.status = 'fail'

),

checks_between as (

    select
        checks_between.document_sha256,
        'check_between' as finding_kind,
        checks_between.check_code as code,
        coalesce(check_definitions.severity, 'warning') as severity,
        checks_between.table_code,
        checks_between.item_code,
        checks_between.column_code,
        checks_between.left_value,
        checks_between.right_value,
        coalesce(check_definitions.check_name, checks_between.check_code)
        || case
            when checks_between.compared_report_id = checks_between.report_id then ' (with another of its documents)'
            else coalesce(' (with ' || checks_between.compared_report_id || ')', '')
        end as message,
        checks_between.compared_report_id,
        checks_between.compared_document_sha256
    from {{ ref('checks_between') }} as checks_between
    left join check_definitions on checks_between.check_code = check_definitions.check_code
    where checks_between.status = 'fail'

),

notices as (

    select
        document_sha256,
        'notice' as finding_kind,
        notice_code as code,
        severity,
        table_code,
        item_code,
        cast(null as varchar) as column_code,
        cast(null as decimal(20, 6)) as left_value,
        cast(null as decimal(20, 6)) as right_value,
        message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('stg_notices') }}

),

figures as (

    select
        document_sha256,
        'figure' as finding_kind,
        code,
        'warning' as severity,
        table_code,
        item_code,
        column_code,
        cast(null as decimal(20, 6)) as left_value,
        cast(null as decimal(20, 6)) as right_value,
        case code
            when 'printed_twice' then 'The document prints this entry more than once, with different figures'
            when 'claims_differ' then 'The document states this figure more than once, and differently'
        end as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('int_doubts') }}
    where code in ('printed_twice', 'claims_differ')

),

-- Those that no notice of the document says.
figures_unsaid as (

    select figures.* from figures
    left join notices
        on
            figures.document_sha256 = notices.document_sha256
            and figures.code = notices.code
            and figures.item_code = notices.item_code
    where notices.code is null

),

attributions as (

    select
        document_sha256,
        'attribution' as finding_kind,
        status as code,
        'warning' as severity,
        cast(null as varchar) as table_code,
        cast(null as varchar) as item_code,
        cast(null as varchar) as column_code,
        cast(null as decimal(20, 6)) as left_value,
        cast(null as decimal(20, 6)) as right_value,
        reason as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('unresolved') }}

),

rejections as (

    select
        document_sha256,
        'rejection' as finding_kind,
        rejection_code as code,
        'info' as severity,
        cast(null as varchar) as table_code,
        cast(null as varchar) as item_code,
        cast(null as varchar) as column_code,
        cast(null as decimal(20, 6)) as left_value,
        cast(null as decimal(20, 6)) as right_value,
        concat_ws(': ', coalesce(url, source), message) as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('stg_rejections') }}

),

corrections as (

    select
        document_sha256,
        'correction' as finding_kind,
        correction_code as code,
        case correction_code when 'correction_applied' then 'info' else 'warning' end as severity,
        table_code,
        item_code,
        column_code,
        expected_value as left_value,
        new_value as right_value,
        concat_ws('/', agency_id, report_year, scope) || ': ' || reason || ' (' || source || ')' as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('int_corrections') }}

),

revisions as (

    select
        document_sha256,
        'revision' as finding_kind,
        'figure_revised' as code,
        'info' as severity,
        table_code,
        item_code,
        column_code,
        earlier_value as left_value,
        later_value as right_value,
        'The figure was changed at ' || url || ' between ' || strftime(last_seen_before_at, '%Y-%m-%d') || ' and '
        || strftime(revised_at, '%Y-%m-%d') as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('revisions') }}

    union all

    select
        document_sha256,
        'revision' as finding_kind,
        'text_revised' as code,
        'info' as severity,
        cast(null as varchar) as table_code,
        cast(null as varchar) as item_code,
        cast(null as varchar) as column_code,
        cast(null as decimal(20, 6)) as left_value,
        cast(null as decimal(20, 6)) as right_value,
        'The text was changed at ' || url || ', and none of its figures' as message,
        cast(null as varchar) as compared_report_id,
        cast(null as varchar) as compared_document_sha256
    from {{ ref('versions') }}
    where is_revision and figures_changed_count = 0

),

findings as (

    select * from checks
    union all
    select * from checks_between
    union all
    select * from notices
    union all
    select * from figures_unsaid
    union all
    select * from attributions
    union all
    select * from rejections
    union all
    select * from corrections
    union all
    select * from revisions

),

final as (

    select
        report_documents.report_id,
        findings.document_sha256,
        report_documents.agency_id,
        report_documents.report_year,
        findings.finding_kind,
        findings.code,
        findings.severity,
        findings.table_code,
        findings.item_code,
        findings.column_code,
        findings.left_value,
        findings.right_value,
        findings.message,
        findings.compared_report_id,
        findings.compared_document_sha256
    from findings
    left join report_documents on findings.document_sha256 = report_documents.document_sha256

)

select * from final
