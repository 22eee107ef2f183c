
    
    

with child as (
    select check_code as from_field
    from "build"."marts"."checks_between"
    where check_code is not null
),

parent as (
    select check_code as to_field
    from "build"."staging"."stg_check_definitions"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


