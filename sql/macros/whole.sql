{#- A count as BIGINT; null where the printed figure is no whole number (the check `whole_number` says so). -#}
{% macro whole(value) -%}
    case when {{ value }} = floor({{ value }}) then cast({{ value }} as bigint) end
{%- endmacro %}
