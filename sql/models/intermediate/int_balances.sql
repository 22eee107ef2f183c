-- What a report must carry on from the year before. Grain: report × check × table × item × column.
--
-- The left side is what the year before leads one to expect, the right side what the report prints. A side that is not
-- reported leaves the check `not_assessable`. Stocks are compared within one form: what is in force (2021) is not what
-- is public (2019).
with pairs as (

    select * from {{ ref('int_report_pairs') }}

),

cells as (

    select * from {{ ref('int_current_cells') }}

),

-- The figure that a check is about, the figure of the year before, and the changes since (of either report).
rules as (

    select rules.* from (
        values
        ('carry_over', 'requests', 'received.carried_in', null, 'carried_out', null, null, null, null),
        ('document_stock', 'proactive', null, 'in_force', null, 'in_force', 'made', 'repealed', '2021'),
        ('disclosed_stock', 'proactive', null, 'disclosed_total', null, 'disclosed_total', 'disclosed', null, '2019'),
        ('item_stock', 'proactive', null, 'previous_items', null, 'previous_items', null, null, '2019')
    ) as rules (
        check_code,
        table_code,
        item_code,
        column_code,
        compared_item_code,
        compared_column_code,
        gain_column_code,
        loss_column_code,
        form
    )

),

figures as (

    select
        pairs.report_id,
        pairs.compared_report_id,
        rules.check_code,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        rules.gain_column_code,
        rules.loss_column_code,
        coalesce(rules.compared_item_code, cells.item_code) as compared_item_code,
        coalesce(rules.compared_column_code, cells.column_code) as compared_column_code,
        cells.value
    from pairs
    inner join cells on pairs.report_id = cells.report_id
    inner join rules
        on
            cells.table_code = rules.table_code
            and cells.item_code = coalesce(rules.item_code, cells.item_code)
            and cells.column_code = coalesce(rules.column_code, cells.column_code)
    where
        rules.form is null
        or (pairs.form_proactive = rules.form and pairs.compared_form_proactive = rules.form)

),

sides as (

    select
        figures.*,
        before.value as compared_value,
        case when figures.gain_column_code is null then 0 else gain.value end as gain,
        case when figures.loss_column_code is null then 0 else loss.value end as loss,
        case when figures.check_code = 'item_stock' then change_before.value else 0 end as change_before
    from figures
    inner join cells as before
        on
            figures.compared_report_id = before.report_id
            and figures.table_code = before.table_code
            and figures.compared_item_code = before.item_code
            and figures.compared_column_code = before.column_code
    left join cells as gain
        on
            figures.report_id = gain.report_id
            and figures.table_code = gain.table_code
            and figures.item_code = gain.item_code
            and figures.gain_column_code = gain.column_code
    left join cells as loss
        on
            figures.report_id = loss.report_id
            and figures.table_code = loss.table_code
            and figures.item_code = loss.item_code
            and figures.loss_column_code = loss.column_code
    left join cells as change_before
        on
            figures.compared_report_id = change_before.report_id
            and figures.table_code = change_before.table_code
            and figures.item_code = change_before.item_code
            and change_before.column_code = 'change'

),

balances as (

    select
        report_id,
        compared_report_id,
        check_code,
        table_code,
        item_code,
        column_code,
        compared_value + change_before + gain - loss as left_value,
        value as right_value
    from sides

),

judged as (

    select
        *,
        case
            when left_value is null or right_value is null then 'not_assessable'
            when left_value = right_value then 'pass'
            when check_code = 'disclosed_stock' and right_value < left_value then 'pass' -- repealed since
            else 'fail'
        end as status
    from balances

)

select * from judged
