with source as (

    select * from {{ source('raw', 'captures') }}

),

renamed as (

    select
        capture_id,
        url,
        fetched_at,
        http_status,
        document_sha256,
        role,
        origin,
        site_id,
        run_id,
        source,
        is_revisit,
        same_text_as
    from source

)

select * from renamed
