
    

    create  table
      "build"."intermediate"."int_corrections__dbt_tmp"
  
    
    as (
      -- What became of every line of the seed `corrections`. Grain: corrected entry × expected value.
with corrections as (

    select * from "build"."seeds"."corrections"

),

reports as (

    select * from "build"."intermediate"."int_report_documents"
    where is_current

),

cells as (

    select * from "build"."intermediate"."int_current_cells"
    where is_corrected

),

outcomes as (

    select
        corrections.*,
        reports.report_id,
        reports.document_sha256,
        case
            when cells.report_id is not null then 'correction_applied'
            when reports.report_id is not null then 'correction_expired'
            else 'correction_without_report'
        end as correction_code
    from corrections
    left join reports
        on
            corrections.agency_id = reports.agency_id
            and corrections.report_year = reports.report_year
            and corrections.scope = reports.scope
    left join cells
        on
            reports.report_id = cells.report_id
            and corrections.table_code = cells.table_code
            and corrections.item_code = cells.item_code
            and corrections.column_code = cells.column_code
            and corrections.expected_value is not distinct from cells.printed_value

)

select * from outcomes
    );
    
  