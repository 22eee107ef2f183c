with reports as (

    select * from {{ ref('reports') }}

),

channels as (

    select unnest(['total', 'website', 'wechat', 'weibo']) as channel

),

claims as (

    select * from {{ ref('int_claims') }}

),

doubts as (

    select
        channels.channel,
        doubts.document_sha256,
        {{ sorted_codes('doubts.code') }} as doubts
    from {{ ref('int_doubts') }} as doubts
    inner join channels
        on
            (doubts.table_code is null or doubts.table_code = 'statistics')
            and coalesce(doubts.item_code, 'disclosed.' || channels.channel) = 'disclosed.' || channels.channel
    group by channels.channel, doubts.document_sha256

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        channels.channel,
        {{ whole('claims.value') }} as item_count,
        case
            when claims.report_id is null then 'not_stated'
            when claims.is_ambiguous then 'conflicting'
            else {{ count_status('claims.value', "'reported'") }}
        end as status,
        coalesce(claims.is_approximate, false) as is_approximate,
        coalesce(claims.stated_values, cast([] as decimal(20, 6)[])) as stated_values,
        doubts.document_sha256 is not null as is_doubtful,
        coalesce(doubts.doubts, cast([] as varchar[])) as doubts,
        reports.document_sha256,
        claims.place_text,
        claims.sentence
    from reports
    cross join channels
    left join claims
        on
            reports.report_id = claims.report_id
            and claims.claim_code = 'disclosed.' || channels.channel
    left join doubts
        on
            reports.document_sha256 = doubts.document_sha256
            and channels.channel = doubts.channel

)

select * from final
