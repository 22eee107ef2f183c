with source as (

    select * from {{ source('raw', 'claims') }}

),

renamed as (

    select
        document_sha256,
        indicator as claim_code,
        ordinal,
        value,
        is_approximate,
        reading,
        sentence,
        place_text
    from source

)

select * from renamed
