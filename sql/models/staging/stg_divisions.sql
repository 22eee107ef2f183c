with source as (

    select * from {{ source('raw', 'divisions') }}

),

renamed as (

    select
        division_code,
        division_name,
        level,
        parent_code
    from source

)

select * from renamed
