{#- One indicator of a report, out of the long table grouped by report; counts as BIGINT. -#}
{% macro indicator_value(indicator_code) -%}
    max(case when indicator_code = '{{ indicator_code }}' then value end)
{%- endmacro %}

{% macro indicator_count(indicator_code) -%}
    {{ whole(indicator_value(indicator_code)) }}
{%- endmacro %}

{#- The two sides of a share, as the share's own row holds them. -#}
{% macro share_side(indicator_code, side) -%}
    {{ whole("max(case when indicator_code = '" ~ indicator_code ~ "' then " ~ side ~ " end)") }}
{%- endmacro %}
