-- Each report with the one of the year before, by the same agency and for the same scope. Grain: report.
with reports as (

    select * from {{ ref('int_report_documents') }}
    where is_current

),

pairs as (

    select
        later.report_id,
        earlier.report_id as compared_report_id,
        later.form_proactive,
        earlier.form_proactive as compared_form_proactive
    from reports as later
    inner join reports as earlier
        on
            later.agency_id = earlier.agency_id
            and later.scope = earlier.scope
            and later.report_year = earlier.report_year + 1

)

select * from pairs
