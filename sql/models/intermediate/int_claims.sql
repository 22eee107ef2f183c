-- What each report's current document states, one figure a claim code. Grain: report × claim code.
--
-- Statements stand in prose; the numbers of items disclosed in the table of the 2014 form count as statements too.
-- A figure that is stated exactly stands before one that is stated roughly (220余条), and requests that are new before
-- these with the ones carried in (收到45件，共办理47件). Several that differ leave no value; all are shown in
-- `stated_values`.
with reports as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

claims as (

    select
        document_sha256,
        claim_code,
        value,
        is_approximate,
        case when is_approximate then 2 when reading = 'with_carried_in' then 1 else 0 end as precedence,
        sentence,
        place_text
    from {{ ref('stg_claims') }}
    where value is not null

    union all

    select
        document_sha256,
        item_code as claim_code,
        value,
        false as is_approximate,
        0 as precedence,
        cast(null as varchar) as sentence,
        place_text
    from {{ ref('int_current_cells') }}
    where table_code = 'statistics' and item_code like 'disclosed.%' and status = 'reported'

),

stated as (

    select
        reports.report_id,
        claims.*,
        claims.precedence = min(claims.precedence) over (
            partition by claims.document_sha256, claims.claim_code
        ) as is_decisive
    from reports
    inner join claims on reports.document_sha256 = claims.document_sha256

),

combined as (

    select
        report_id,
        document_sha256,
        claim_code,
        count(distinct value) filter (where is_decisive) > 1 as is_ambiguous,
        max(value) filter (where is_decisive) as highest_value,
        bool_and(is_approximate) as is_approximate,
        list(distinct value order by value) as stated_values,
        string_agg(distinct place_text, '; ' order by place_text) as place_text,
        string_agg(distinct sentence, ' / ' order by sentence) as sentence
    from stated
    group by report_id, document_sha256, claim_code

),

final as (

    select
        * exclude (highest_value),
        case when not is_ambiguous then highest_value end as value
    from combined

)

select * from final
