{#- A count as BIGINT; null where the printed figure is no whole number (the check `whole_number` says so). -#}
{% macro whole(value) -%}
    case when {{ value }} = floor({{ value }}) then cast({{ value }} as bigint) end
{%- endmacro %}

{#- The status of such a count: what is no whole number is no figure of it. -#}
{% macro count_status(value, status) -%}
    case when {{ status }} = 'reported' and {{ value }} <> floor({{ value }}) then 'unreadable' else {{ status }} end
{%- endmacro %}
