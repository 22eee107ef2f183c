
    

    create  table
      "build"."marts"."panel__dbt_tmp"
  
    
    as (
      with reports as (

    select * from "build"."marts"."reports"

),

indicators as (

    select * from "build"."marts"."indicators"

),

wide as (

    select
        report_id,
        case when max(case when indicator_code = 'requests_received_count' then value end) = floor(max(case when indicator_code = 'requests_received_count' then value end)) then cast(max(case when indicator_code = 'requests_received_count' then value end) as bigint) end as requests_received_count,
        case when max(case when indicator_code = 'requests_carried_in_count' then value end) = floor(max(case when indicator_code = 'requests_carried_in_count' then value end)) then cast(max(case when indicator_code = 'requests_carried_in_count' then value end) as bigint) end as requests_carried_in_count,
        case when max(case when indicator_code = 'requests_to_answer_count_derived' then value end) = floor(max(case when indicator_code = 'requests_to_answer_count_derived' then value end)) then cast(max(case when indicator_code = 'requests_to_answer_count_derived' then value end) as bigint) end as requests_to_answer_count_derived,
        case when max(case when indicator_code = 'granted_count' then value end) = floor(max(case when indicator_code = 'granted_count' then value end)) then cast(max(case when indicator_code = 'granted_count' then value end) as bigint) end as granted_count,
        case when max(case when indicator_code = 'granted_in_part_count' then value end) = floor(max(case when indicator_code = 'granted_in_part_count' then value end)) then cast(max(case when indicator_code = 'granted_in_part_count' then value end) as bigint) end as granted_in_part_count,
        case when max(case when indicator_code = 'denied_count_derived' then value end) = floor(max(case when indicator_code = 'denied_count_derived' then value end)) then cast(max(case when indicator_code = 'denied_count_derived' then value end) as bigint) end as denied_count_derived,
        case when max(case when indicator_code = 'unavailable_count_derived' then value end) = floor(max(case when indicator_code = 'unavailable_count_derived' then value end)) then cast(max(case when indicator_code = 'unavailable_count_derived' then value end) as bigint) end as unavailable_count_derived,
        case when max(case when indicator_code = 'not_processed_count_derived' then value end) = floor(max(case when indicator_code = 'not_processed_count_derived' then value end)) then cast(max(case when indicator_code = 'not_processed_count_derived' then value end) as bigint) end as not_processed_count_derived,
        case when max(case when indicator_code = 'other_count_derived' then value end) = floor(max(case when indicator_code = 'other_count_derived' then value end)) then cast(max(case when indicator_code = 'other_count_derived' then value end) as bigint) end as other_count_derived,
        case when max(case when indicator_code = 'outcomes_total_count' then value end) = floor(max(case when indicator_code = 'outcomes_total_count' then value end)) then cast(max(case when indicator_code = 'outcomes_total_count' then value end) as bigint) end as outcomes_total_count,
        case when max(case when indicator_code = 'outcomes_total_count_derived' then value end) = floor(max(case when indicator_code = 'outcomes_total_count_derived' then value end)) then cast(max(case when indicator_code = 'outcomes_total_count_derived' then value end) as bigint) end as outcomes_total_count_derived,
        case when max(case when indicator_code = 'carried_out_count' then value end) = floor(max(case when indicator_code = 'carried_out_count' then value end)) then cast(max(case when indicator_code = 'carried_out_count' then value end) as bigint) end as carried_out_count,
        max(case when indicator_code = 'granted_share' then value end) as granted_share,
        case when max(case when indicator_code = 'granted_share' then numerator end) = floor(max(case when indicator_code = 'granted_share' then numerator end)) then cast(max(case when indicator_code = 'granted_share' then numerator end) as bigint) end as granted_share_numerator,
        case when max(case when indicator_code = 'granted_share' then denominator end) = floor(max(case when indicator_code = 'granted_share' then denominator end)) then cast(max(case when indicator_code = 'granted_share' then denominator end) as bigint) end as granted_share_denominator,
        max(case when indicator_code = 'granted_in_part_share' then value end) as granted_in_part_share,
        case when max(case when indicator_code = 'granted_in_part_share' then numerator end) = floor(max(case when indicator_code = 'granted_in_part_share' then numerator end)) then cast(max(case when indicator_code = 'granted_in_part_share' then numerator end) as bigint) end as granted_in_part_share_numerator,
        case when max(case when indicator_code = 'granted_in_part_share' then denominator end) = floor(max(case when indicator_code = 'granted_in_part_share' then denominator end)) then cast(max(case when indicator_code = 'granted_in_part_share' then denominator end) as bigint) end as granted_in_part_share_denominator,
        max(case when indicator_code = 'denied_share' then value end) as denied_share,
        case when max(case when indicator_code = 'denied_share' then numerator end) = floor(max(case when indicator_code = 'denied_share' then numerator end)) then cast(max(case when indicator_code = 'denied_share' then numerator end) as bigint) end as denied_share_numerator,
        case when max(case when indicator_code = 'denied_share' then denominator end) = floor(max(case when indicator_code = 'denied_share' then denominator end)) then cast(max(case when indicator_code = 'denied_share' then denominator end) as bigint) end as denied_share_denominator,
        max(case when indicator_code = 'unavailable_share' then value end) as unavailable_share,
        case when max(case when indicator_code = 'unavailable_share' then numerator end) = floor(max(case when indicator_code = 'unavailable_share' then numerator end)) then cast(max(case when indicator_code = 'unavailable_share' then numerator end) as bigint) end as unavailable_share_numerator,
        case when max(case when indicator_code = 'unavailable_share' then denominator end) = floor(max(case when indicator_code = 'unavailable_share' then denominator end)) then cast(max(case when indicator_code = 'unavailable_share' then denominator end) as bigint) end as unavailable_share_denominator,
        max(case when indicator_code = 'not_processed_share' then value end) as not_processed_share,
        case when max(case when indicator_code = 'not_processed_share' then numerator end) = floor(max(case when indicator_code = 'not_processed_share' then numerator end)) then cast(max(case when indicator_code = 'not_processed_share' then numerator end) as bigint) end as not_processed_share_numerator,
        case when max(case when indicator_code = 'not_processed_share' then denominator end) = floor(max(case when indicator_code = 'not_processed_share' then denominator end)) then cast(max(case when indicator_code = 'not_processed_share' then denominator end) as bigint) end as not_processed_share_denominator,
        max(case when indicator_code = 'natural_person_share' then value end) as natural_person_share,
        case when max(case when indicator_code = 'natural_person_share' then numerator end) = floor(max(case when indicator_code = 'natural_person_share' then numerator end)) then cast(max(case when indicator_code = 'natural_person_share' then numerator end) as bigint) end as natural_person_share_numerator,
        case when max(case when indicator_code = 'natural_person_share' then denominator end) = floor(max(case when indicator_code = 'natural_person_share' then denominator end)) then cast(max(case when indicator_code = 'natural_person_share' then denominator end) as bigint) end as natural_person_share_denominator,
        case when max(case when indicator_code = 'review_total_count' then value end) = floor(max(case when indicator_code = 'review_total_count' then value end)) then cast(max(case when indicator_code = 'review_total_count' then value end) as bigint) end as review_total_count,
        case when max(case when indicator_code = 'review_upheld_count' then value end) = floor(max(case when indicator_code = 'review_upheld_count' then value end)) then cast(max(case when indicator_code = 'review_upheld_count' then value end) as bigint) end as review_upheld_count,
        case when max(case when indicator_code = 'review_corrected_count' then value end) = floor(max(case when indicator_code = 'review_corrected_count' then value end)) then cast(max(case when indicator_code = 'review_corrected_count' then value end) as bigint) end as review_corrected_count,
        case when max(case when indicator_code = 'review_other_count' then value end) = floor(max(case when indicator_code = 'review_other_count' then value end)) then cast(max(case when indicator_code = 'review_other_count' then value end) as bigint) end as review_other_count,
        case when max(case when indicator_code = 'review_pending_count' then value end) = floor(max(case when indicator_code = 'review_pending_count' then value end)) then cast(max(case when indicator_code = 'review_pending_count' then value end) as bigint) end as review_pending_count,
        case when max(case when indicator_code = 'review_concluded_count_derived' then value end) = floor(max(case when indicator_code = 'review_concluded_count_derived' then value end)) then cast(max(case when indicator_code = 'review_concluded_count_derived' then value end) as bigint) end as review_concluded_count_derived,
        max(case when indicator_code = 'review_corrected_share' then value end) as review_corrected_share,
        case when max(case when indicator_code = 'review_corrected_share' then numerator end) = floor(max(case when indicator_code = 'review_corrected_share' then numerator end)) then cast(max(case when indicator_code = 'review_corrected_share' then numerator end) as bigint) end as review_corrected_share_numerator,
        case when max(case when indicator_code = 'review_corrected_share' then denominator end) = floor(max(case when indicator_code = 'review_corrected_share' then denominator end)) then cast(max(case when indicator_code = 'review_corrected_share' then denominator end) as bigint) end as review_corrected_share_denominator,
        case when max(case when indicator_code = 'suit_direct_total_count' then value end) = floor(max(case when indicator_code = 'suit_direct_total_count' then value end)) then cast(max(case when indicator_code = 'suit_direct_total_count' then value end) as bigint) end as suit_direct_total_count,
        case when max(case when indicator_code = 'suit_after_review_total_count' then value end) = floor(max(case when indicator_code = 'suit_after_review_total_count' then value end)) then cast(max(case when indicator_code = 'suit_after_review_total_count' then value end) as bigint) end as suit_after_review_total_count,
        case when max(case when indicator_code = 'suit_total_count' then value end) = floor(max(case when indicator_code = 'suit_total_count' then value end)) then cast(max(case when indicator_code = 'suit_total_count' then value end) as bigint) end as suit_total_count,
        case when max(case when indicator_code = 'suit_total_count_derived' then value end) = floor(max(case when indicator_code = 'suit_total_count_derived' then value end)) then cast(max(case when indicator_code = 'suit_total_count_derived' then value end) as bigint) end as suit_total_count_derived,
        case when max(case when indicator_code = 'suit_upheld_count_derived' then value end) = floor(max(case when indicator_code = 'suit_upheld_count_derived' then value end)) then cast(max(case when indicator_code = 'suit_upheld_count_derived' then value end) as bigint) end as suit_upheld_count_derived,
        case when max(case when indicator_code = 'suit_corrected_count_derived' then value end) = floor(max(case when indicator_code = 'suit_corrected_count_derived' then value end)) then cast(max(case when indicator_code = 'suit_corrected_count_derived' then value end) as bigint) end as suit_corrected_count_derived,
        case when max(case when indicator_code = 'suit_concluded_count_derived' then value end) = floor(max(case when indicator_code = 'suit_concluded_count_derived' then value end)) then cast(max(case when indicator_code = 'suit_concluded_count_derived' then value end) as bigint) end as suit_concluded_count_derived,
        max(case when indicator_code = 'suit_corrected_share' then value end) as suit_corrected_share,
        case when max(case when indicator_code = 'suit_corrected_share' then numerator end) = floor(max(case when indicator_code = 'suit_corrected_share' then numerator end)) then cast(max(case when indicator_code = 'suit_corrected_share' then numerator end) as bigint) end as suit_corrected_share_numerator,
        case when max(case when indicator_code = 'suit_corrected_share' then denominator end) = floor(max(case when indicator_code = 'suit_corrected_share' then denominator end)) then cast(max(case when indicator_code = 'suit_corrected_share' then denominator end) as bigint) end as suit_corrected_share_denominator,
        case when max(case when indicator_code = 'disclosed_total_count' then value end) = floor(max(case when indicator_code = 'disclosed_total_count' then value end)) then cast(max(case when indicator_code = 'disclosed_total_count' then value end) as bigint) end as disclosed_total_count,
        case when max(case when indicator_code = 'disclosed_website_count' then value end) = floor(max(case when indicator_code = 'disclosed_website_count' then value end)) then cast(max(case when indicator_code = 'disclosed_website_count' then value end) as bigint) end as disclosed_website_count,
        case when max(case when indicator_code = 'disclosed_wechat_count' then value end) = floor(max(case when indicator_code = 'disclosed_wechat_count' then value end)) then cast(max(case when indicator_code = 'disclosed_wechat_count' then value end) as bigint) end as disclosed_wechat_count,
        case when max(case when indicator_code = 'disclosed_weibo_count' then value end) = floor(max(case when indicator_code = 'disclosed_weibo_count' then value end)) then cast(max(case when indicator_code = 'disclosed_weibo_count' then value end) as bigint) end as disclosed_weibo_count,
        case when max(case when indicator_code = 'regulations_made_count' then value end) = floor(max(case when indicator_code = 'regulations_made_count' then value end)) then cast(max(case when indicator_code = 'regulations_made_count' then value end) as bigint) end as regulations_made_count,
        case when max(case when indicator_code = 'regulations_in_force_count' then value end) = floor(max(case when indicator_code = 'regulations_in_force_count' then value end)) then cast(max(case when indicator_code = 'regulations_in_force_count' then value end) as bigint) end as regulations_in_force_count,
        case when max(case when indicator_code = 'normative_documents_made_count' then value end) = floor(max(case when indicator_code = 'normative_documents_made_count' then value end)) then cast(max(case when indicator_code = 'normative_documents_made_count' then value end) as bigint) end as normative_documents_made_count,
        case when max(case when indicator_code = 'normative_documents_in_force_count' then value end) = floor(max(case when indicator_code = 'normative_documents_in_force_count' then value end)) then cast(max(case when indicator_code = 'normative_documents_in_force_count' then value end) as bigint) end as normative_documents_in_force_count,
        case when max(case when indicator_code = 'licensing_decisions_count' then value end) = floor(max(case when indicator_code = 'licensing_decisions_count' then value end)) then cast(max(case when indicator_code = 'licensing_decisions_count' then value end) as bigint) end as licensing_decisions_count,
        case when max(case when indicator_code = 'penalties_decisions_count' then value end) = floor(max(case when indicator_code = 'penalties_decisions_count' then value end)) then cast(max(case when indicator_code = 'penalties_decisions_count' then value end) as bigint) end as penalties_decisions_count,
        case when max(case when indicator_code = 'coercive_measures_decisions_count' then value end) = floor(max(case when indicator_code = 'coercive_measures_decisions_count' then value end)) then cast(max(case when indicator_code = 'coercive_measures_decisions_count' then value end) as bigint) end as coercive_measures_decisions_count,
        max(case when indicator_code = 'fees_amount_yuan' then value end) as fees_amount_yuan,
        max(case when indicator_code = 'procurement_amount_yuan' then value end) as procurement_amount_yuan
    from indicators
    group by report_id

),

final as (

    select
        reports.report_id,
        reports.agency_id,
        reports.agency_name,
        reports.division_code,
        reports.division_name,
        reports.level,
        reports.function_class,
        reports.report_year,
        reports.scope,
        reports.form,
        reports.document_sha256,
        wide.* exclude (report_id),  -- noqa: RF02
        reports.is_doubtful,
        reports.doubts
    from reports
    left join wide on reports.report_id = wide.report_id

)

select * from final
    );
    
  