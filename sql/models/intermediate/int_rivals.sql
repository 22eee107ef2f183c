-- Entries of which another document of the same report prints another figure. Grain: report × table × item × column.
--
-- Compared with the current document is what stands elsewhere for the same report: another site's copy, another
-- address, an attachment. A text that was replaced at its address, or is gone, was revised and contradicts nothing; nor
-- does an entry that is blank or unreadable in one of the two, nor one that a person corrected.
with documents as (

    select * from {{ ref('int_report_documents') }}
    where has_tables

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

final as (

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

)

select * from final
