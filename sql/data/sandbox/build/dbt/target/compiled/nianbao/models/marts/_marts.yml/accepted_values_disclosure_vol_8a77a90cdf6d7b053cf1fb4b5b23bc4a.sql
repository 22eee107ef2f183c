
    
    

with all_values as (

    select
        channel as value_field,
        count(*) as n_records

    from "build"."marts"."disclosure_volume"
    group by channel

)

select *
from all_values
where value_field not in (
    'total','website','wechat','weibo'
)


