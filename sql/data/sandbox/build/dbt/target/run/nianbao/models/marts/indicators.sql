
    

    create  table
      "build"."marts"."indicators__dbt_tmp"
  
    
    as (
      with reports as (

    select * from "build"."marts"."reports"

),

definitions as (

    select * from "build"."marts"."indicator_definitions"

),

counts as (

    select
        report_id,
        indicator_code,
        value,
        status,
        doubts,
        place_text
    from "build"."intermediate"."int_table_indicators"

    union all

    select
        report_id,
        'disclosed_' || channel || '_count' as indicator_code,
        cast(item_count as decimal(20, 6)) as value,
        status,
        doubts,
        place_text
    from "build"."marts"."disclosure_volume"
    where status <> 'not_stated'

),

shares as (

    select
        denominator.report_id,
        definitions.indicator_code,
        numerator.value as numerator,
        denominator.value as denominator,
        list_sort(list_distinct(list_concat(numerator.doubts, denominator.doubts))) as doubts,
        concat_ws('; ', numerator.place_text, denominator.place_text) as place_text
    from definitions
    inner join counts as denominator on definitions.denominator_code = denominator.indicator_code
    inner join counts as numerator
        on
            denominator.report_id = numerator.report_id
            and definitions.numerator_code = numerator.indicator_code

),

figures as (

    select
        report_id,
        indicator_code,
        value,
        status,
        cast(null as decimal(20, 6)) as numerator,
        cast(null as decimal(20, 6)) as denominator,
        doubts,
        place_text
    from counts

    union all

    select
        report_id,
        indicator_code,
        case
            when len(doubts) = 0 and denominator > 0 and numerator between 0 and denominator
                then cast(round(cast(numerator as double) / cast(denominator as double), 6) as decimal(20, 6))
        end as value,
        case
            when numerator is null or denominator is null then 'incomplete'
            when len(doubts) > 0 then 'doubtful'
            when denominator = 0 then 'no_denominator'
            when numerator not between 0 and denominator then 'inconsistent'
            else 'derived'
        end as status,
        numerator,
        denominator,
        doubts,
        place_text
    from shares

),

final as (

    select
        figures.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.division_code,
        reports.report_year,
        reports.scope,
        figures.indicator_code,
        figures.value,
        definitions.unit,
        figures.status,
        figures.numerator,
        figures.denominator,
        len(figures.doubts) > 0 as is_doubtful,
        figures.doubts,
        reports.document_sha256,
        figures.place_text
    from figures
    inner join reports on figures.report_id = reports.report_id
    inner join definitions on figures.indicator_code = definitions.indicator_code

)

select * from final
    );
    
  