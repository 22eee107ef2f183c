-- Tables that another report prints too, in whole or in part, and tables of noughts beside a year with figures.
-- Grain: report × check × table.
--
-- The parts are the outcomes of requests, which may be copied beside a new number of requests, and the decisions and
-- the amounts of section two, whose other columns are stocks: six digits of different figures make a part, of an amount
-- five, cents included, since one seldom comes to the cent twice.
--
-- Small tables are alike by chance: only a table whose different figures have five digits or more together, or that has
-- six figures that follow from no others (results of disputes, outcomes of an applicant), can be a
-- copy of the year before, stocks (what is in force or public, staff and offices) left out, since they stay as they
-- are; and twelve of another agency's, since there are a hundred thousand of these. The left side counts the entries
-- compared, the right side those that agree; of a table of noughts, the sides are the requests, decisions or disputes
-- of both years.
with reports as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

pairs as (

    select * from {{ ref('int_report_pairs') }}

),

cells as (

    select
        *,
        column_code not in ('in_force', 'disclosed_total', 'previous_items')
        and not (table_code = 'statistics' and item_code glob 'capacity.*') as is_flow,
        column_code = 'decisions'
        or (table_code = 'requests' and item_code = 'received.new' and column_code = 'total')
        or (table_code = 'disputes' and column_code = 'total')
        or (table_code = 'statistics' and item_code in ('disclosed.total', 'requests.received')) as is_volume,
        case
            when column_code = 'decisions' then 'decisions'
            when table_code = 'requests' and item_code not in ('received.new', 'received.carried_in', 'carried_out')
                then 'outcomes'
            when column_code = 'amount' then 'amounts'
        end as part,
        (table_code = 'disputes' and column_code <> 'total')
        or (
            table_code = 'requests' and column_code <> 'total'
            and item_code not in ('received.new', 'received.carried_in', 'outcomes.total', 'carried_out')
        ) as is_free
    from {{ ref('int_current_cells') }}
    where status = 'reported'

),

tables as (

    select
        report_id,
        table_code,
        count(*) as entry_count,
        sum(value) filter (where is_volume) as volume,
        bool_and(value = 0) filter (where is_flow) as is_zero,
        count(*) filter (where is_free and value > 0) as free_count,
        coalesce(list_sum(list_transform(
            list(distinct cast(floor(abs(value)) as bigint)) filter (where is_flow and abs(value) >= 1),
            lambda figure: length(cast(figure as varchar))
        )), 0) as digit_count,
        md5(string_agg(concat_ws(' ', item_code, column_code, value), ',' order by item_code, column_code)) as print
    from cells
    group by report_id, table_code

),

judged_tables as (

    select
        *,
        digit_count >= 5 or free_count >= 6 as is_telling
    from tables

),

-- Disputes and requests have the same rows on the forms of 2019 and 2021, but for other outcomes; decisions one name.
compared as (

    select
        later.report_id,
        pairs.compared_report_id,
        later.table_code,
        later.part,
        later.value,
        later.value = earlier.value as is_equal,
        later.form = earlier.form or later.table_code <> 'proactive' as is_of_whole
    from pairs
    inner join cells as later on pairs.report_id = later.report_id
    inner join cells as earlier
        on
            pairs.compared_report_id = earlier.report_id
            and later.table_code = earlier.table_code
            and later.item_code = earlier.item_code
            and later.column_code = earlier.column_code

),

agreeing as (

    select
        report_id,
        table_code,
        count(*) as compared_count,
        count(*) filter (where is_equal) as equal_count
    from compared
    where is_of_whole
    group by report_id, table_code

),

copied_table as (

    select
        pairs.report_id,
        pairs.compared_report_id,
        'copied_table' as check_code,
        agreeing.table_code,
        cast(null as varchar) as column_code,
        case when tables.is_telling then agreeing.compared_count end as left_value,
        case when tables.is_telling then agreeing.equal_count end as right_value,
        case
            when not tables.is_telling then 'not_assessable'
            when agreeing.equal_count = agreeing.compared_count then 'fail'
            else 'pass'
        end as status
    from pairs
    inner join agreeing on pairs.report_id = agreeing.report_id
    inner join judged_tables as tables
        on
            agreeing.report_id = tables.report_id
            and agreeing.table_code = tables.table_code

),

parts as (

    select
        report_id,
        any_value(compared_report_id) as compared_report_id,
        table_code,
        part,
        count(*) as entry_count,
        bool_and(is_equal) as is_copied,
        coalesce(list_sum(list_transform(
            list(distinct cast(floor(abs(value)) as bigint)) filter (where abs(value) >= 1),
            lambda figure: length(cast(figure as varchar))
        )), 0) as digit_count,
        max(length(trim(replace(cast(value as varchar), '.', ''), '0'))) as figure_digit_count
    from compared
    where part is not null
    group by report_id, table_code, part

),

copied_part as (

    select
        parts.report_id,
        parts.compared_report_id,
        'copied_part' as check_code,
        parts.table_code,
        case parts.part when 'decisions' then 'decisions' when 'amounts' then 'amount' end as column_code,
        parts.entry_count as left_value,
        parts.entry_count as right_value,
        'fail' as status
    from parts
    left join copied_table
        on
            parts.report_id = copied_table.report_id
            and parts.table_code = copied_table.table_code
            and copied_table.status = 'fail'
    where
        parts.is_copied
        and case when parts.part = 'amounts' then parts.figure_digit_count >= 5 else parts.digit_count >= 6 end
        and copied_table.report_id is null

),

-- Among the reports of one year; that of the first agency stands for all others.
twins as (

    select
        tables.report_id,
        min(other_tables.report_id) as compared_report_id,
        tables.table_code,
        any_value(tables.entry_count) as entry_count
    from tables
    inner join reports on tables.report_id = reports.report_id
    inner join tables as other_tables
        on
            tables.table_code = other_tables.table_code
            and tables.print = other_tables.print
            and tables.report_id <> other_tables.report_id
    inner join reports as others
        on
            other_tables.report_id = others.report_id
            and reports.report_year = others.report_year
            and reports.agency_id <> others.agency_id
    where tables.digit_count >= 12
    group by tables.report_id, tables.table_code

),

copied_report as (

    select
        report_id,
        compared_report_id,
        'copied_report' as check_code,
        table_code,
        cast(null as varchar) as column_code,
        entry_count as left_value,
        entry_count as right_value,
        'fail' as status
    from twins

),

-- Twenty requests, decisions or disputes in one year are not followed by a year with nothing of any kind.
zero_table as (

    select
        pairs.report_id,
        pairs.compared_report_id,
        'zero_table' as check_code,
        tables.table_code,
        cast(null as varchar) as column_code,
        earlier.volume as left_value,
        tables.volume as right_value,
        case
            when coalesce(earlier.volume, 0) < 20 then 'not_assessable'
            when tables.is_zero then 'fail'
            else 'pass'
        end as status
    from pairs
    inner join tables on pairs.report_id = tables.report_id
    inner join tables as earlier
        on
            pairs.compared_report_id = earlier.report_id
            and tables.table_code = earlier.table_code

),

final as (

    select * from copied_table
    union all
    select * from copied_part
    union all
    select * from copied_report
    union all
    select * from zero_table

)

select * from final
