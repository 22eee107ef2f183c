
    
    

with child as (
    select numerator_code as from_field
    from "build"."marts"."indicator_definitions"
    where numerator_code is not null
),

parent as (
    select indicator_code as to_field
    from "build"."marts"."indicator_definitions"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null


