-- Figures against the same agency's other years and against its peers. Grain: report × check × table × item × column.
--
-- A figure jumps that is at least six times, or a sixth of, the median of the other years within five, and clearly
-- farther from it than these are from each other. Money, whose amounts differ more, jumps to a thousand times, beside
-- two other years at least and with 10,000 yuan added; a factor of about 10,000 is named as yuan in a column of
-- 10,000 yuan. With one other year alone, the later is named, and a count only from eight times on. Peers are
-- agencies of the same function and level in the same scope and year, eight at least, for money else all of that level:
-- they differ much, so that only what is far out of their spread is named. The left side is the median, the right side
-- the figure.
with volumes as (

    select * from {{ ref('int_volumes') }}

),

years as (

    select
        volumes.report_id,
        volumes.report_year,
        volumes.table_code,
        volumes.item_code,
        volumes.column_code,
        volumes.is_held,
        volumes.is_money,
        volumes.is_unitless,
        volumes.value,
        volumes.magnitude,
        others.report_id as other_report_id,
        others.report_year as other_year,
        others.value as other_value,
        others.magnitude as other_magnitude
    from volumes
    inner join volumes as others
        on
            volumes.agency_id = others.agency_id
            and volumes.scope = others.scope
            and volumes.table_code = others.table_code
            and volumes.item_code = others.item_code
            and volumes.column_code = others.column_code
            and volumes.is_unitless = others.is_unitless
            and others.report_year between volumes.report_year - 5 and volumes.report_year + 5
            and volumes.report_year <> others.report_year

),

histories as (

    select
        report_id,
        table_code,
        item_code,
        column_code,
        is_held,
        is_money,
        value,
        report_year,
        count(*) as year_count,
        max(other_year) as last_other_year,
        arg_min(other_report_id, (abs(other_year - report_year), other_year)) as compared_report_id,
        median(other_value) as expected_value,
        magnitude - median(other_magnitude) as jump,
        max(other_magnitude) - min(other_magnitude) as spread,
        case
            when is_money and not bool_or(is_unitless)
                then log10((cast(value as double) + 10000) / (cast(median(other_value) as double) + 10000))
        end as money_jump
    from years
    group by report_id, table_code, item_code, column_code, is_held, is_money, value, report_year, magnitude

),

kinds as (

    select
        *,
        is_money and abs(jump) between greatest(3.4, 2 * spread) and 4.6 as is_other_unit,
        is_money and year_count >= 2 and abs(money_jump) >= greatest(3, 2 * spread + 0.3) as is_money_jump
    from histories

),

own_jumps as (

    select
        report_id,
        compared_report_id,
        case
            when is_other_unit or (is_money and not coalesce(is_money_jump, false)) then 'money_unit'
            when is_held and not is_money then 'jump.held'
            else 'jump.figures'
        end as check_code,
        table_code,
        item_code,
        column_code,
        expected_value as left_value,
        value as right_value,
        case
            when year_count = 1 and last_other_year > report_year then 'not_assessable'
            when not is_money and year_count = 1 and abs(jump) < 0.9 then 'pass'
            when is_other_unit or is_money_jump then 'fail'
            when not is_money and abs(jump) >= greatest(0.8, 1.5 * spread + 0.3) then 'fail'
            else 'pass'
        end as status
    from kinds

),

centres as (

    select
        *,
        count(*) over same_function as function_count,
        median(magnitude) over same_function as function_centre,
        median(value) over same_function as function_value,
        count(*) over same_level as level_count,
        median(magnitude) over same_level as level_centre,
        median(value) over same_level as level_value
    from volumes
    where table_code <> 'statistics' and function_class is not null and level is not null
    window
        same_function as (
            partition by function_class, level, scope, report_year, table_code, item_code, column_code, is_unitless
        ),
        same_level as (
            partition by level, scope, report_year, table_code, item_code, column_code, is_unitless
        )

),

spreads as (

    select
        *,
        median(abs(magnitude - function_centre)) over (
            partition by function_class, level, scope, report_year, table_code, item_code, column_code, is_unitless
        ) as function_spread,
        median(abs(magnitude - level_centre)) over (
            partition by level, scope, report_year, table_code, item_code, column_code, is_unitless
        ) as level_spread,
        is_money and function_count < 8 as is_by_level
    from centres

),

distances as (

    select
        *,
        case when is_by_level then level_count else function_count end as peer_count,
        case when is_by_level then level_value else function_value end as expected_value,
        magnitude - case when is_by_level then level_centre else function_centre end as distance,
        case when is_by_level then level_spread else function_spread end as spread
    from spreads

),

peer_jumps as (

    select
        report_id,
        cast(null as varchar) as compared_report_id,
        case when is_money then 'money_unit.peers' else 'jump.peers' end as check_code,
        table_code,
        item_code,
        column_code,
        expected_value as left_value,
        value as right_value,
        case
            when peer_count < 8 then 'not_assessable'
            when is_money and abs(distance) between greatest(3.4, 6 * spread) and 4.6 then 'fail'
            when not is_money and abs(distance) >= greatest(1.5, 6 * spread) then 'fail'
            else 'pass'
        end as status
    from distances

),

final as (

    select * from own_jumps
    union all
    select * from peer_jumps

)

select * from final
where status = 'fail'
