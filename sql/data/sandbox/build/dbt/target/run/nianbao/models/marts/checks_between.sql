
    

    create  table
      "build"."marts"."checks_between__dbt_tmp"
  
    
    as (
      -- Identities between a report and the one of the year before. Grain: report × check × table × item × column.
--
-- Compared are the current documents of the same agency and scope in consecutive years; a pair of which one side is no
-- reported figure is `not_assessable`.
with reports as (

    select * from "build"."intermediate"."int_report_documents"
    where is_current

),

cells as (

    select * from "build"."intermediate"."int_current_cells"

),

pairs as (

    select
        later.report_id,
        earlier.report_id as previous_report_id,
        later.agency_id,
        later.report_year,
        later.scope,
        later.document_sha256,
        earlier.document_sha256 as previous_document_sha256,
        later.form_proactive = '2021' and earlier.form_proactive = '2021' as has_stocks
    from reports as later
    inner join reports as earlier
        on
            later.agency_id = earlier.agency_id
            and later.scope = earlier.scope
            and later.report_year = earlier.report_year + 1

),

carry_over as (

    select
        pairs.report_id,
        'carry_over' as check_code,
        'requests' as table_code,
        'received.carried_in' as item_code,
        carried_in.column_code,
        carried_out.value as left_value,
        carried_in.value as right_value
    from pairs
    inner join cells as carried_in
        on
            pairs.report_id = carried_in.report_id
            and carried_in.table_code = 'requests'
            and carried_in.item_code = 'received.carried_in'
    inner join cells as carried_out
        on
            pairs.previous_report_id = carried_out.report_id
            and carried_out.table_code = 'requests'
            and carried_out.item_code = 'carried_out'
            and carried_in.column_code = carried_out.column_code

),

stock as (

    select
        pairs.report_id,
        'document_stock' as check_code,
        'proactive' as table_code,
        in_force.item_code,
        'in_force' as column_code,
        previous.value + made.value - repealed.value as left_value,
        in_force.value as right_value
    from pairs
    inner join cells as in_force
        on
            pairs.report_id = in_force.report_id
            and in_force.table_code = 'proactive'
            and in_force.item_code in ('regulations', 'normative_documents')
            and in_force.column_code = 'in_force'
    inner join cells as previous
        on
            pairs.previous_report_id = previous.report_id
            and in_force.table_code = previous.table_code
            and in_force.item_code = previous.item_code
            and in_force.column_code = previous.column_code
    inner join cells as made
        on
            pairs.report_id = made.report_id
            and in_force.table_code = made.table_code
            and in_force.item_code = made.item_code
            and made.column_code = 'made'
    inner join cells as repealed
        on
            pairs.report_id = repealed.report_id
            and in_force.table_code = repealed.table_code
            and in_force.item_code = repealed.item_code
            and repealed.column_code = 'repealed'
    where pairs.has_stocks

),

-- Small bureaus repeat small tables by chance: only a table with five different figures or more can be a copy.
copied_table as (

    select
        pairs.report_id,
        'copied_table' as check_code,
        'requests' as table_code,
        cast(null as varchar) as item_code,
        cast(null as varchar) as column_code,
        case when count(distinct nullif(later.value, 0)) >= 5 then count(*) end as left_value,
        case
            when count(distinct nullif(later.value, 0)) >= 5
                then count(*) filter (where later.value = earlier.value)
        end as right_value
    from pairs
    inner join cells as later
        on
            pairs.report_id = later.report_id
            and later.table_code = 'requests'
            and later.status = 'reported'
    inner join cells as earlier
        on
            pairs.previous_report_id = earlier.report_id
            and later.table_code = earlier.table_code
            and later.item_code = earlier.item_code
            and later.column_code = earlier.column_code
            and later.form = earlier.form
            and earlier.status = 'reported'
    group by pairs.report_id

),

judged as (

    select
        *,
        case
            when left_value is null or right_value is null then 'not_assessable'
            when left_value = right_value then 'pass'
            else 'fail'
        end as status
    from (
        select * from carry_over
        union all
        select * from stock
    ) as balances
    union all
    select
        *,
        case
            when left_value is null then 'not_assessable'
            when left_value = right_value then 'fail'
            else 'pass'
        end as status
    from copied_table

),

final as (

    select
        judged.report_id,
        pairs.previous_report_id,
        pairs.agency_id,
        pairs.report_year,
        pairs.scope,
        judged.check_code,
        judged.table_code,
        judged.item_code,
        judged.column_code,
        cast(judged.left_value as decimal(20, 6)) as left_value,
        cast(judged.right_value as decimal(20, 6)) as right_value,
        judged.status,
        pairs.document_sha256,
        pairs.previous_document_sha256
    from judged
    inner join pairs on judged.report_id = pairs.report_id

)

select * from final
    );
    
  