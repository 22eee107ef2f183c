with source as (

    select * from {{ source('raw', 'documents') }}

),

renamed as (

    select
        document_sha256,
        kind,
        title,
        agency_name as printed_agency_name,
        report_year as printed_report_year,
        published_date,
        form,
        form_proactive,
        form_requests,
        form_disputes
    from source

)

select * from renamed
