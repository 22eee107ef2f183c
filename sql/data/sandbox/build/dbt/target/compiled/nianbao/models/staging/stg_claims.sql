with source as (

    select * from "build"."raw"."claims"

),

renamed as (

    select
        document_sha256,
        indicator as claim_code,
        ordinal,
        value,
        is_approximate,
        sentence,
        place_text
    from source

)

select * from renamed