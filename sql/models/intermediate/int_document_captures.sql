-- Where and when each document was captured. Grain: document.
with captures as (

    select * from {{ ref('stg_captures') }}
    where
        (http_status = 200 or is_revisit)
        and (role in ('report', 'attachment') or origin = 'ingest')

),

document_captures as (

    select
        document_sha256,
        min(fetched_at) as first_captured_at,
        max(fetched_at) as last_captured_at,
        arg_max(run_id, (fetched_at, capture_id)) as last_run_id,
        arg_max(url, (fetched_at, capture_id)) as url,
        arg_max(source, (fetched_at, capture_id)) as source,
        arg_max(site_id, (fetched_at, capture_id)) as site_id,
        coalesce(min(same_text_as), document_sha256) as text_sha256
    from captures
    group by document_sha256

),

gone as (

    select
        url,
        fetched_at
    from {{ ref('stg_captures') }}
    where http_status in (404, 410)

),

final as (

    select
        document_captures.*,
        (
            select min(gone.fetched_at) from gone
            where gone.url = document_captures.url and gone.fetched_at > document_captures.last_captured_at
        ) as gone_at
    from document_captures

)

select * from final
