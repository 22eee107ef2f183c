with source as (

    select * from "build"."raw"."checks"

),

renamed as (

    select
        document_sha256,
        ordinal as check_ordinal,
        check_code,
        table_code,
        item_code,
        column_code,
        left_value,
        right_value,
        status
    from source

)

select * from renamed