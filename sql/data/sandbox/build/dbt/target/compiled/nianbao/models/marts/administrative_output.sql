with reports as (

    select * from "build"."marts"."reports"

),

figures as (

    select * from "build"."intermediate"."int_figures"

),

parts as (

    select parts.*
    from "build"."intermediate"."int_indicator_parts" as parts
    inner join "build"."marts"."indicator_definitions" as indicators on parts.indicator_code = indicators.indicator_code
    where indicators.family = 'output'

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        parts.indicator_code as indicator,
        figures.value,
        figures.unit,
        figures.value_yuan,
        figures.status,
        figures.is_doubtful,
        figures.doubts,
        figures.document_sha256,
        figures.place_text
    from figures
    inner join parts
        on
            figures.form = parts.form
            and figures.table_code = parts.table_code
            and figures.item_code = parts.item_code
            and figures.column_code = parts.column_code
    inner join reports on figures.report_id = reports.report_id

)

select * from final