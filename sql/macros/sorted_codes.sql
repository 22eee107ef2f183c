{#- The distinct codes of a group, sorted; an empty list for none, never null. -#}
{% macro sorted_codes(code) -%}
    coalesce(list_sort(list(distinct {{ code }}) filter (where {{ code }} is not null)), cast([] as varchar[]))
{%- endmacro %}
