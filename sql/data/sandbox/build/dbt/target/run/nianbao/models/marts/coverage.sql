
    

    create  table
      "build"."marts"."coverage__dbt_tmp"
  
    
    as (
      -- Every agency known is asked for every year between the first and the last that any report covers.
with agencies as (

    select * from "build"."marts"."agencies"

),

reports as (

    select * from "build"."intermediate"."int_report_documents"

),

years as (

    select unnest(generate_series(min(report_year), max(report_year))) as report_year
    from reports

),

published as (

    select
        agency_id,
        report_year,
        count(*) as documents_count
    from reports
    group by agency_id, report_year

),

-- A document that is not resolved is counted for the agency that it is most likely of.
unsure as (

    select
        first_candidate_id as agency_id,
        report_year,
        bool_or(status = 'ambiguous') as is_ambiguous,
        count(*) as documents_count
    from "build"."marts"."unresolved"
    where first_candidate_id is not null and report_year is not null
    group by first_candidate_id, report_year

),

collected_divisions as (

    select distinct division_code from "build"."staging"."stg_sites"
    where site_status <> 'retired'

),

final as (

    select
        agencies.agency_id,
        agencies.agency_name,
        agencies.division_code,
        agencies.division_name,
        cast(years.report_year as integer) as report_year,
        published.agency_id is not null as has_report,
        coalesce(published.documents_count, unsure.documents_count, 0) as documents_count,
        case
            when published.agency_id is not null then 'published'
            when unsure.is_ambiguous then 'ambiguous'
            when unsure.agency_id is not null then 'unresolved'
            when collected_divisions.division_code is not null then 'missing'
            else 'not_collected'
        end as status
    from agencies
    cross join years
    left join published
        on
            agencies.agency_id = published.agency_id
            and years.report_year = published.report_year
    left join unsure
        on
            agencies.agency_id = unsure.agency_id
            and years.report_year = unsure.report_year
    left join collected_divisions on agencies.division_code = collected_divisions.division_code

)

select * from final
    );
    
  