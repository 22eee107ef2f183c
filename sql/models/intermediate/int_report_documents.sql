-- The documents of each report, one of them current. Grain: document.
--
-- A report is agency + report year + scope. Its current document is the one last captured: of those that the last of
-- its runs met, the one that came up last, so that two copies that stay on the web do not take turns every night. A
-- page without tables stands behind a document that has them (its own attachment, as a rule).
with documents as (

    select * from {{ ref('stg_documents') }}
    where kind = 'annual_report'

),

attributions as (

    select * from {{ ref('stg_attributions') }}
    where attribution_status = 'resolved' and agency_id is not null and report_year is not null

),

captures as (

    select * from {{ ref('int_document_captures') }}

),

documents_with_tables as (

    select distinct document_sha256 from {{ ref('stg_cells') }}
    where status = 'reported'

),

resolved as (

    select
        concat_ws('/', attributions.agency_id, attributions.report_year, coalesce(attributions.scope, 'unstated'))
            as report_id,
        attributions.agency_id,
        attributions.report_year,
        coalesce(attributions.scope, 'unstated') as scope,
        documents.document_sha256,
        documents.title,
        documents.published_date,
        documents.form,
        coalesce(documents.form_proactive, documents.form) as form_proactive,
        coalesce(documents.form_requests, documents.form) as form_requests,
        coalesce(documents.form_disputes, documents.form_requests, documents.form_proactive, documents.form)
            as form_disputes,
        documents_with_tables.document_sha256 is not null as has_tables,
        captures.url,
        captures.source,
        captures.site_id,
        captures.last_run_id,
        captures.first_captured_at,
        captures.last_captured_at,
        captures.text_sha256,
        captures.gone_at
    from documents
    inner join attributions on documents.document_sha256 = attributions.document_sha256
    inner join captures on documents.document_sha256 = captures.document_sha256
    left join documents_with_tables on documents.document_sha256 = documents_with_tables.document_sha256

),

runs as (

    select
        *,
        last_value(last_run_id) over (
            partition by report_id order by last_captured_at, document_sha256
            rows between unbounded preceding and unbounded following
        ) as report_last_run_id
    from resolved

),

ranked as (

    select
        *,
        row_number() over (
            partition by report_id
            order by
                has_tables desc,
                (last_run_id = report_last_run_id) desc,
                first_captured_at desc,
                last_captured_at desc,
                document_sha256 asc
        ) as version_rank
    from runs

),

final as (

    select
        * exclude (version_rank, last_run_id, report_last_run_id),
        version_rank = 1 as is_current,
        count(distinct text_sha256) over (partition by report_id) as versions_count
    from ranked

)

select * from final
