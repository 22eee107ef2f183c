{#- Fails for every combination of the columns that stands in the model more than once, or whose first column is null. -#}
{% test unique_grain(model, columns) %}
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by all
having count(*) > 1 or {{ columns[0] }} is null
{% endtest %}
