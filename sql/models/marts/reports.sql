with current_documents as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

captured as (

    select
        report_id,
        min(first_captured_at) as first_captured_at,
        max(last_captured_at) as last_captured_at
    from {{ ref('int_report_documents') }}
    group by report_id

),

agencies as (

    select * from {{ ref('agencies') }}

),

doubts as (

    select
        document_sha256,
        {{ sorted_codes('code') }} as doubts
    from {{ ref('int_doubts') }}
    group by document_sha256

),

final as (

    select
        current_documents.report_id,
        current_documents.agency_id,
        agencies.agency_name,
        agencies.division_code,
        agencies.division_name,
        agencies.level,
        agencies.function_class,
        cast(current_documents.report_year as integer) as report_year,
        current_documents.scope,
        current_documents.document_sha256,
        current_documents.form,
        current_documents.title,
        current_documents.published_date,
        current_documents.url,
        current_documents.source,
        current_documents.site_id,
        captured.first_captured_at,
        captured.last_captured_at,
        current_documents.gone_at,
        current_documents.versions_count,
        doubts.document_sha256 is not null as is_doubtful,
        coalesce(doubts.doubts, cast([] as varchar[])) as doubts
    from current_documents
    inner join captured on current_documents.report_id = captured.report_id
    left join agencies on current_documents.agency_id = agencies.agency_id
    left join doubts on current_documents.document_sha256 = doubts.document_sha256

)

select * from final
