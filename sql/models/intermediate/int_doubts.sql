-- Every reason to doubt a figure of a current document, and how far it reaches.
-- Grain: document × table × item × column × code.
--
-- Reach: a null table, item or column stands for all of them. A null table with an item means the claims of that code.
-- Failed checks and notices doubt from the severity `warning` on. A failed check doubts every entry that takes part in
-- it, since nothing says which of them is wrong. A check that needs another report doubts the figure or table that it
-- names: between years that of the later report, of two agencies with one table that of both, of two documents of one
-- report that of the current one. One that jumps is
-- doubted where no identity of its document holds it (section two); elsewhere it is only noted, with the severity
-- `info`, as is one that is far from its peers'. A failed check in which a corrected entry takes part has been settled,
-- for all entries in it, by the person who corrected that one.
with reports as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

cells as (

    select * from {{ ref('int_current_cells') }}

),

check_definitions as (

    select * from {{ ref('stg_check_definitions') }}

),

-- A check names the entry that a sum should give, or none; these name the rows that take part in it.
summed_rows as (

    select
        summed_rows.check_code,
        summed_rows.item_pattern
    from (
        values
        ('requests.balance', 'received.*'),
        ('requests.balance', 'outcomes.total'),
        ('requests.balance', 'carried_out'),
        ('requests.outcomes_sum', 'granted'),
        ('requests.outcomes_sum', 'granted_in_part'),
        ('requests.outcomes_sum', 'denied.*'),
        ('requests.outcomes_sum', 'unavailable.*'),
        ('requests.outcomes_sum', 'not_processed.*'),
        ('requests.outcomes_sum', 'other'),
        ('requests.outcomes_sum', 'other.*'),
        ('requests.outcomes_sum', 'outcomes.total'),
        ('prose.requests_denied', 'denied.*'),
        ('prose.requests_unavailable', 'unavailable.*'),
        ('prose.requests_not_processed', 'not_processed.*'),
        ('prose.requests_other', 'other'),
        ('prose.requests_other', 'other.*'),
        ('prose.suit_total', 'suit_*'),
        ('prose.suit_results', 'suit_*')
    ) as summed_rows (check_code, item_pattern)

),

table_rows as (

    select distinct
        table_code,
        item_code
    from cells

),

failed_checks as (

    select distinct
        checks.document_sha256,
        checks.check_ordinal,
        checks.table_code,
        coalesce(table_rows.item_code, checks.item_code) as item_code,
        case
            when checks.check_code not in ('requests.applicants_sum', 'disputes.results_sum')
                then checks.column_code
        end as column_code,
        checks.check_code as code
    from {{ ref('stg_checks') }} as checks
    inner join reports on checks.document_sha256 = reports.document_sha256
    left join check_definitions on checks.check_code = check_definitions.check_code
    left join summed_rows on checks.check_code = summed_rows.check_code
    left join table_rows
        on
            checks.table_code = table_rows.table_code
            and table_rows.item_code glob summed_rows.item_pattern
    where
        checks.status = 'fail'
        and coalesce(check_definitions.severity, 'warning') <> 'info'

),

settled_checks as (

    select distinct
        failed_checks.document_sha256,
        failed_checks.check_ordinal
    from failed_checks
    inner join cells
        on
            failed_checks.document_sha256 = cells.document_sha256
            and failed_checks.table_code = cells.table_code
            and coalesce(failed_checks.item_code, cells.item_code) = cells.item_code
            and coalesce(failed_checks.column_code, cells.column_code) = cells.column_code
    where cells.is_corrected

),

open_checks as (

    select
        failed_checks.document_sha256,
        failed_checks.table_code,
        failed_checks.item_code,
        failed_checks.column_code,
        failed_checks.code
    from failed_checks
    left join settled_checks
        on
            failed_checks.document_sha256 = settled_checks.document_sha256
            and failed_checks.check_ordinal = settled_checks.check_ordinal
    where settled_checks.check_ordinal is null

),

notices as (

    select
        notices.document_sha256,
        notices.table_code,
        notices.item_code,
        cast(null as varchar) as column_code,
        notices.notice_code as code
    from {{ ref('stg_notices') }} as notices
    inner join reports on notices.document_sha256 = reports.document_sha256
    where notices.severity <> 'info'

),

checks_between as (

    select
        checks_between.document_sha256,
        checks_between.table_code,
        checks_between.item_code,
        checks_between.column_code,
        checks_between.check_code as code
    from {{ ref('checks_between') }} as checks_between
    left join check_definitions on checks_between.check_code = check_definitions.check_code
    where
        checks_between.status = 'fail'
        and coalesce(check_definitions.severity, 'warning') <> 'info'

),

ambiguous_cells as (

    select
        document_sha256,
        table_code,
        item_code,
        column_code,
        'printed_twice' as code
    from cells
    where is_ambiguous

),

differing_claims as (

    select
        document_sha256,
        cast(null as varchar) as table_code,
        claim_code as item_code,
        cast(null as varchar) as column_code,
        'claims_differ' as code
    from {{ ref('int_claims') }}
    where is_ambiguous

),

doubts as (

    select * from open_checks
    union
    select * from notices
    union
    select * from checks_between
    union
    select * from ambiguous_cells
    union
    select * from differing_claims

)

select * from doubts
