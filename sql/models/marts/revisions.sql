-- The figures that a revision changed, with both values. A figure that only one of the two prints is a change too.
with revisions as (

    select * from {{ ref('int_revisions') }}

),

cells as (

    select
        document_sha256,
        'cell' as figure_kind,
        table_code,
        item_code,
        column_code,
        arg_min(value, ordinal) as value,
        arg_min(status, ordinal) as status
    from {{ ref('stg_cells') }}
    where item_code <> 'unknown' and column_code <> 'unknown'
    group by document_sha256, table_code, item_code, column_code

),

claims as (

    select
        document_sha256,
        'claim' as figure_kind,
        cast(null as varchar) as table_code,
        claim_code as item_code,
        cast(null as varchar) as column_code,
        arg_min(value, ordinal) as value,
        'reported' as status
    from {{ ref('stg_claims') }}
    group by document_sha256, claim_code

),

figures as (

    select * from cells
    union all
    select * from claims

),

earlier as (

    select
        revisions.document_sha256,
        figures.figure_kind,
        figures.table_code,
        figures.item_code,
        figures.column_code,
        figures.value,
        figures.status
    from revisions
    inner join figures on revisions.revises_document_sha256 = figures.document_sha256

),

later as (

    select
        revisions.document_sha256,
        figures.figure_kind,
        figures.table_code,
        figures.item_code,
        figures.column_code,
        figures.value,
        figures.status
    from revisions
    inner join figures on revisions.document_sha256 = figures.document_sha256

),

compared as (

    select
        coalesce(later.document_sha256, earlier.document_sha256) as document_sha256,
        coalesce(later.figure_kind, earlier.figure_kind) as figure_kind,
        coalesce(later.table_code, earlier.table_code) as table_code,
        coalesce(later.item_code, earlier.item_code) as item_code,
        coalesce(later.column_code, earlier.column_code) as column_code,
        earlier.value as earlier_value,
        coalesce(earlier.status, 'absent') as earlier_status,
        later.value as later_value,
        coalesce(later.status, 'absent') as later_status
    from earlier
    full join later
        on
            earlier.document_sha256 = later.document_sha256
            and earlier.figure_kind = later.figure_kind
            and earlier.table_code is not distinct from later.table_code
            and earlier.item_code = later.item_code
            and earlier.column_code is not distinct from later.column_code

),

final as (

    select
        revisions.report_id,
        compared.document_sha256,
        revisions.revises_document_sha256,
        revisions.url,
        revisions.last_seen_before_at,
        revisions.revised_at,
        compared.figure_kind,
        compared.table_code,
        compared.item_code,
        compared.column_code,
        compared.earlier_value,
        compared.earlier_status,
        compared.later_value,
        compared.later_status
    from compared
    inner join revisions on compared.document_sha256 = revisions.document_sha256
    where
        compared.earlier_value is distinct from compared.later_value
        or compared.earlier_status <> compared.later_status

)

select * from final
