-- What each report's current document prints in the statutory tables, corrections applied.
-- Grain: report × table × item × column.
--
-- Rows and columns that the form does not know stay in raw.cells. An entry that one document prints twice with
-- different figures has no value and the status `unreadable`.
with reports as (

    select * from "build"."intermediate"."int_report_documents"
    where is_current

),

cells as (

    select * from "build"."staging"."stg_cells"
    where item_code <> 'unknown' and column_code <> 'unknown'

),

printed as (

    select
        reports.report_id,
        reports.agency_id,
        reports.report_year,
        reports.scope,
        cells.document_sha256,
        cells.table_code,
        cells.item_code,
        cells.column_code,
        case cells.table_code
            when 'proactive' then reports.form_proactive
            when 'requests' then reports.form_requests
            when 'disputes' then reports.form_disputes
            when 'statistics' then '2014'
        end as form,
        count(distinct row(cells.value, cells.status)) > 1 as is_ambiguous,
        arg_min(cells.value, cells.ordinal) as first_value,
        arg_min(cells.value_yuan, cells.ordinal) as first_value_yuan,
        arg_min(cells.status, cells.ordinal) as first_status,
        arg_min(cells.unit, cells.ordinal) as unit,
        string_agg(cells.place_text, '; ' order by cells.ordinal) as place_text
    from reports
    inner join cells on reports.document_sha256 = cells.document_sha256
    group by all

),

single as (

    select
        * exclude (first_value, first_value_yuan, first_status),
        case when not is_ambiguous then first_value end as printed_value,
        case when not is_ambiguous then first_value_yuan end as printed_value_yuan,
        case when is_ambiguous then 'unreadable' else first_status end as printed_status
    from printed

),

corrections as (

    select * from "build"."seeds"."corrections"

),

corrected as (

    select
        single.report_id,
        single.agency_id,
        single.report_year,
        single.scope,
        single.document_sha256,
        single.table_code,
        single.item_code,
        single.column_code,
        single.form,
        single.printed_value,
        corrections.agency_id is not null as is_corrected,
        single.is_ambiguous and corrections.agency_id is null as is_ambiguous,
        case when corrections.agency_id is null then single.printed_value else corrections.new_value end as value,
        case
            when corrections.agency_id is null then single.printed_value_yuan
            else cast(corrections.new_value * case single.unit
                when 'yuan' then 1
                when '1k_yuan' then 1000
                when '10k_yuan' then 10000
                when '100m_yuan' then 100000000
            end as decimal(20, 6))
        end as value_yuan,
        case
            when corrections.agency_id is null then single.printed_status
            when corrections.new_value is null then 'unreadable'
            else 'reported'
        end as status,
        single.unit,
        single.place_text
    from single
    left join corrections
        on
            single.agency_id = corrections.agency_id
            and single.report_year = corrections.report_year
            and single.scope = corrections.scope
            and single.table_code = corrections.table_code
            and single.item_code = corrections.item_code
            and single.column_code = corrections.column_code
            and single.printed_value is not distinct from corrections.expected_value

)

select * from corrected