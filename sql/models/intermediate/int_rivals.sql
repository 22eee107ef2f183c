-- Figures of which another document of the same report has another. Grain: report × table × item × column; what prose
-- states has no table, and its code is the item.
--
-- Compared with the current document is what stands elsewhere for the same report: another site's copy, another
-- address, an attachment. A text that was replaced at its address, or is gone, was revised and contradicts nothing; nor
-- does an entry that is blank or unreadable in one of the two, nor one that a person corrected. A page without tables
-- is compared in its prose alone. There, only figures count that are exact and stated once, and of requests those that
-- are read in one way in both: what is stated roughly, or in two ways, need not agree.
with documents as (

    select * from {{ ref('int_report_documents') }}

),

latest as (

    select
        *,
        row_number() over (
            partition by report_id, coalesce(url, source, document_sha256)
            order by last_captured_at desc, first_captured_at desc, document_sha256 asc
        ) = 1 as is_latest
    from documents

),

rivals as (

    select
        current_documents.report_id,
        latest.document_sha256
    from documents as current_documents
    inner join latest
        on
            current_documents.report_id = latest.report_id
            and current_documents.text_sha256 <> latest.text_sha256
            and coalesce(current_documents.url, current_documents.source)
            is distinct from coalesce(latest.url, latest.source)
    where current_documents.is_current and latest.is_latest and latest.gone_at is null

),

figures as (

    select
        rivals.report_id,
        rivals.document_sha256,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        min(cells.value) as value
    from rivals
    inner join {{ ref('stg_cells') }} as cells on rivals.document_sha256 = cells.document_sha256
    where cells.item_code <> 'unknown' and cells.column_code <> 'unknown' and cells.status = 'reported'
    group by all
    having count(distinct cells.value) = 1

),

claims as (

    select
        document_sha256,
        claim_code,
        min(value) as value,
        min(reading) as reading
    from {{ ref('stg_claims') }}
    where value is not null
    group by document_sha256, claim_code
    having count(distinct value) = 1 and count(distinct reading) <= 1 and not bool_or(is_approximate)

),

differing_cells as (

    select
        cells.report_id,
        min(figures.document_sha256) as compared_document_sha256,
        'copies_differ' as check_code,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        arg_min(figures.value, figures.document_sha256) as left_value,
        any_value(cells.value) as right_value,
        'fail' as status
    from {{ ref('int_current_cells') }} as cells
    inner join figures
        on
            cells.report_id = figures.report_id
            and cells.table_code = figures.table_code
            and cells.item_code = figures.item_code
            and cells.column_code = figures.column_code
    where cells.status = 'reported' and not cells.is_corrected and cells.value <> figures.value
    group by cells.report_id, cells.table_code, cells.item_code, cells.column_code

),

differing_claims as (

    select
        rivals.report_id,
        min(rivals.document_sha256) as compared_document_sha256,
        'copies_differ' as check_code,
        cast(null as varchar) as table_code,
        current_claims.claim_code as item_code,
        cast(null as varchar) as column_code,
        arg_min(claims.value, rivals.document_sha256) as left_value,
        any_value(current_claims.value) as right_value,
        'fail' as status
    from rivals
    inner join documents on rivals.report_id = documents.report_id
    inner join claims as current_claims on documents.document_sha256 = current_claims.document_sha256
    inner join claims
        on
            rivals.document_sha256 = claims.document_sha256
            and current_claims.claim_code = claims.claim_code
            and current_claims.reading is not distinct from claims.reading
            and current_claims.value <> claims.value
    where documents.is_current
    group by rivals.report_id, current_claims.claim_code

),

final as (

    select * from differing_cells
    union all
    select * from differing_claims

)

select * from final
