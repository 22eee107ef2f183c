
    

    create  table
      "build"."marts"."unresolved__dbt_tmp"
  
    
    as (
      with documents as (

    select * from "build"."staging"."stg_documents"
    where kind = 'annual_report'

),

attributions as (

    select * from "build"."staging"."stg_attributions"

),

candidates as (

    select
        document_sha256,
        list(
            struct_pack(agency_id := agency_id, agency_name := agency_name, score := score)
            order by candidate_rank
        ) as candidates
    from "build"."staging"."stg_candidates"
    group by document_sha256

),

captures as (

    select * from "build"."intermediate"."int_document_captures"

),

resolved as (

    select document_sha256 from "build"."intermediate"."int_report_documents"

),

final as (

    select
        documents.document_sha256,
        case attributions.attribution_status when 'resolved' then 'unresolved' else attributions.attribution_status end
            as status,
        case
            when attributions.attribution_status = 'resolved' and attributions.report_year is null
                then 'the document does not say which year it reports on'
            else attributions.attribution_reason
        end as reason,
        documents.printed_agency_name as agency_name,
        coalesce(attributions.report_year, documents.printed_report_year) as report_year,
        documents.title,
        candidates.candidates[1].agency_id as first_candidate_id,
        candidates.candidates[1].agency_name as first_candidate_name,
        coalesce(candidates.candidates, []) as candidates,
        captures.url,
        captures.source,
        captures.site_id,
        captures.first_captured_at,
        captures.last_captured_at
    from documents
    inner join attributions on documents.document_sha256 = attributions.document_sha256
    left join candidates on documents.document_sha256 = candidates.document_sha256
    left join captures on documents.document_sha256 = captures.document_sha256
    left join resolved on documents.document_sha256 = resolved.document_sha256
    where resolved.document_sha256 is null

)

select * from final
    );
    
  