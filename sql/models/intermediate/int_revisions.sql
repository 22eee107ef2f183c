-- Each text that stood at an address in the place of another, and the document before it. Grain: document.
--
-- Documents that say the same are one text: its first document stands for it. What was taken in from disk has no
-- address, and revises nothing.
with documents as (

    select * from {{ ref('int_report_documents') }}
    where url is not null

),

texts as (

    select
        report_id,
        url,
        text_sha256,
        arg_min(document_sha256, (first_captured_at, document_sha256)) as document_sha256,
        min(first_captured_at) as first_captured_at,
        max(last_captured_at) as last_captured_at
    from documents
    group by report_id, url, text_sha256

),

chained as (

    select
        report_id,
        url,
        document_sha256,
        lag(document_sha256) over (
            partition by report_id, url order by first_captured_at, document_sha256
        ) as revises_document_sha256,
        lag(last_captured_at) over (
            partition by report_id, url order by first_captured_at, document_sha256
        ) as last_seen_before_at,
        first_captured_at as revised_at
    from texts

),

final as (

    select * from chained
    where revises_document_sha256 is not null

)

select * from final
