with documents as (

    select * from {{ ref('int_report_documents') }}

),

texts as (

    select * from {{ ref('int_revisions') }}

),

changes as (

    select
        document_sha256,
        count(*) as figures_changed_count
    from {{ ref('revisions') }}
    group by document_sha256

),

final as (

    select
        documents.report_id,
        documents.document_sha256,
        documents.is_current,
        documents.text_sha256,
        texts.revises_document_sha256 is not null as is_revision,
        texts.revises_document_sha256,
        case
            when texts.revises_document_sha256 is not null then coalesce(changes.figures_changed_count, 0)
        end as figures_changed_count,
        documents.form,
        documents.title,
        documents.published_date,
        documents.url,
        documents.source,
        documents.site_id,
        documents.first_captured_at,
        documents.last_captured_at,
        documents.gone_at
    from documents
    left join texts on documents.document_sha256 = texts.document_sha256
    left join changes on documents.document_sha256 = changes.document_sha256

)

select * from final
