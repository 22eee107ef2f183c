select * from {{ ref('stg_divisions') }}
