
    
    

with child as (
    select document_sha256 as from_field
    from "build"."staging"."stg_cells"
    where document_sha256 is not null
),

parent as (
    select document_sha256 as to_field
    from "build"."staging"."stg_documents"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


