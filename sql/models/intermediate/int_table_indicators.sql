-- The indicators that come from the statutory tables, for every report with the table. Grain: report × indicator.
--
-- A sum is there only when all its parts are reported and the table has no row that the form does not know.
with figures as (

    select * from {{ ref('int_figures') }}

),

report_tables as (

    select distinct
        report_id,
        document_sha256,
        form,
        table_code
    from figures

),

unknown_rows as (

    select distinct
        document_sha256,
        table_code
    from {{ ref('stg_cells') }}
    where item_code = 'unknown' and (value <> 0 or status = 'unreadable')

),

parts as (

    select
        parts.*,
        indicators.unit = 'yuan' as is_money
    from {{ ref('int_indicator_parts') }} as parts
    inner join {{ ref('indicator_definitions') }} as indicators on parts.indicator_code = indicators.indicator_code

),

part_figures as (

    select
        report_tables.report_id,
        report_tables.document_sha256,
        report_tables.table_code,
        parts.indicator_code,
        parts.part_count,
        coalesce(figures.status, 'absent') as status,
        case when parts.is_money then figures.value_yuan else figures.value end as value,
        coalesce(figures.doubts, cast([] as varchar[])) as doubts,
        figures.place_text,
        parts.item_code,
        parts.column_code
    from report_tables
    inner join parts
        on
            report_tables.form = parts.form
            and report_tables.table_code = parts.table_code
    left join figures
        on
            report_tables.report_id = figures.report_id
            and parts.table_code = figures.table_code
            and parts.item_code = figures.item_code
            and parts.column_code = figures.column_code

),

sums as (

    select
        report_id,
        document_sha256,
        table_code,
        indicator_code,
        part_count,
        case when count(value) = part_count then sum(value) end as value,
        any_value(status) as any_status,
        list_sort(list_distinct(flatten(list(doubts)))) as doubts,
        string_agg(place_text, '; ' order by item_code, column_code) as place_text
    from part_figures
    group by report_id, document_sha256, table_code, indicator_code, part_count

),

judged as (

    select
        sums.report_id,
        sums.document_sha256,
        sums.indicator_code,
        case when sums.part_count = 1 or unknown_rows.table_code is null then cast(sums.value as decimal(20, 6)) end
            as value,
        case
            when sums.part_count > 1 and unknown_rows.table_code is not null then 'incomplete'
            when sums.part_count > 1 and sums.value is null then 'incomplete'
            when sums.part_count > 1 then 'derived'
            when sums.any_status = 'reported' and sums.value is null then 'unit_unknown'
            else sums.any_status
        end as status,
        sums.doubts,
        sums.place_text
    from sums
    left join unknown_rows
        on
            sums.document_sha256 = unknown_rows.document_sha256
            and sums.table_code = unknown_rows.table_code

)

select * from judged
