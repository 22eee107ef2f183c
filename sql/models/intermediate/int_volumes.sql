-- The figures of a report whose size can be compared: with the agency's other years, and with its peers.
-- Grain: report × table × item × column.
--
-- `magnitude` is the decimal logarithm, of a count with ten added, so that small counts, which double by chance, do not
-- jump; with five where identities hold it, since a jump is no doubt there. A year without any money is none to compare
-- amounts with; an amount without a unit is compared with such alone.
-- `is_held` says whether the document's own identities hold the figure; the counts of section two have none. A jump in
-- what prose says was disclosed is noted as one in such a figure is.
with reports as (

    select
        report_id,
        agency_id,
        cast(report_year as integer) as report_year,
        scope
    from {{ ref('int_report_documents') }}
    where is_current

),

agencies as (

    select * from {{ ref('agencies') }}

),

cells as (

    select * from {{ ref('int_current_cells') }}
    where
        (table_code = 'proactive' and column_code in ('decisions', 'amount', 'made', 'in_force', 'disclosed_total'))
        or (table_code = 'requests' and column_code = 'total' and item_code in ('received.new', 'outcomes.total'))
        or (table_code = 'disputes' and column_code = 'total')
        or table_code = 'statistics'

),

claims as (

    select * from {{ ref('int_claims') }}
    where claim_code like 'disclosed.%' and not is_approximate

),

volumes as (

    select
        reports.report_id,
        reports.agency_id,
        reports.report_year,
        reports.scope,
        agencies.function_class,
        agencies.level,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        cells.table_code <> 'proactive' as is_held,
        cells.column_code = 'amount' or cells.unit is not null as is_money,
        cells.column_code = 'amount' and cells.unit is null as is_unitless,
        coalesce(cells.value_yuan, cells.value) as value
    from reports
    inner join agencies on reports.agency_id = agencies.agency_id
    inner join cells on reports.report_id = cells.report_id

),

stated as (

    select
        reports.report_id,
        reports.agency_id,
        reports.report_year,
        reports.scope,
        cast(null as varchar) as function_class,
        cast(null as varchar) as level,
        'prose' as table_code,
        claims.claim_code as item_code,
        'value' as column_code,
        true as is_held,
        false as is_money,
        false as is_unitless,
        claims.value
    from reports
    inner join claims on reports.report_id = claims.report_id
    left join cells on reports.report_id = cells.report_id and cells.table_code = 'statistics'
    where cells.report_id is null

),

all_volumes as (

    select * from volumes
    union all
    select * from stated

),

final as (

    select
        *,
        log10(cast(value as double) + case when is_money then 0 when is_held then 5 else 10 end) as magnitude
    from all_volumes
    where value >= 0 and (value > 0 or not is_money)

)

select * from final
