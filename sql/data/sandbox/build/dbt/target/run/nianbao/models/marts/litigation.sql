
    

    create  table
      "build"."marts"."litigation__dbt_tmp"
  
    
    as (
      with reports as (

    select * from "build"."marts"."reports"

),

figures as (

    select * from "build"."intermediate"."int_figures"

),

-- The 2014 form counts review and suit as rows `review.upheld`, `suit.total` …; its suits are of both kinds together.
cases as (

    select
        *,
        item_code as route,
        column_code as result
    from figures
    where table_code = 'disputes'

    union all

    select
        *,
        split_part(item_code, '.', 1) as route,
        split_part(item_code, '.', 2) as result
    from figures
    where table_code = 'statistics' and split_part(item_code, '.', 1) in ('review', 'suit')

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.report_year,
        reports.scope,
        cases.route,
        cases.result,
        case when cases.value = floor(cases.value) then cast(cases.value as bigint) end as case_count,
        cases.status,
        cases.is_doubtful,
        cases.doubts,
        cases.document_sha256,
        cases.place_text
    from cases
    inner join reports on cases.report_id = reports.report_id

)

select * from final
    );
    
  