with source as (

    select * from "build"."raw"."candidates"

),

renamed as (

    select
        document_sha256,
        rank as candidate_rank,
        agency_id,
        agency_name,
        score
    from source

)

select * from renamed