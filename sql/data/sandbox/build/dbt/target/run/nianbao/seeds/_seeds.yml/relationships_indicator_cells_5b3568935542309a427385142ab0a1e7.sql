
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select indicator_code as from_field
    from "build"."seeds"."indicator_cells"
    where indicator_code is not null
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



  
  
      
    ) dbt_internal_test