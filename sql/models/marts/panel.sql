with reports as (

    select * from {{ ref('reports') }}

),

indicators as (

    select * from {{ ref('indicators') }}

),

wide as (

    select
        report_id,
        {{ indicator_count('requests_received_count') }} as requests_received_count,
        {{ indicator_count('requests_carried_in_count') }} as requests_carried_in_count,
        {{ indicator_count('requests_to_answer_count_derived') }} as requests_to_answer_count_derived,
        {{ indicator_count('granted_count') }} as granted_count,
        {{ indicator_count('granted_in_part_count') }} as granted_in_part_count,
        {{ indicator_count('denied_count_derived') }} as denied_count_derived,
        {{ indicator_count('unavailable_count_derived') }} as unavailable_count_derived,
        {{ indicator_count('not_processed_count_derived') }} as not_processed_count_derived,
        {{ indicator_count('other_count_derived') }} as other_count_derived,
        {{ indicator_count('outcomes_total_count') }} as outcomes_total_count,
        {{ indicator_count('outcomes_total_count_derived') }} as outcomes_total_count_derived,
        {{ indicator_count('carried_out_count') }} as carried_out_count,
        {{ indicator_value('granted_share') }} as granted_share,
        {{ share_side('granted_share', 'numerator') }} as granted_share_numerator,
        {{ share_side('granted_share', 'denominator') }} as granted_share_denominator,
        {{ indicator_value('granted_in_part_share') }} as granted_in_part_share,
        {{ share_side('granted_in_part_share', 'numerator') }} as granted_in_part_share_numerator,
        {{ share_side('granted_in_part_share', 'denominator') }} as granted_in_part_share_denominator,
        {{ indicator_value('denied_share') }} as denied_share,
        {{ share_side('denied_share', 'numerator') }} as denied_share_numerator,
        {{ share_side('denied_share', 'denominator') }} as denied_share_denominator,
        {{ indicator_value('unavailable_share') }} as unavailable_share,
        {{ share_side('unavailable_share', 'numerator') }} as unavailable_share_numerator,
        {{ share_side('unavailable_share', 'denominator') }} as unavailable_share_denominator,
        {{ indicator_value('not_processed_share') }} as not_processed_share,
        {{ share_side('not_processed_share', 'numerator') }} as not_processed_share_numerator,
        {{ share_side('not_processed_share', 'denominator') }} as not_processed_share_denominator,
        {{ indicator_value('other_share') }} as other_share,
        {{ share_side('other_share', 'numerator') }} as other_share_numerator,
        {{ share_side('other_share', 'denominator') }} as other_share_denominator,
        {{ indicator_value('natural_person_share') }} as natural_person_share,
        {{ share_side('natural_person_share', 'numerator') }} as natural_person_share_numerator,
        {{ share_side('natural_person_share', 'denominator') }} as natural_person_share_denominator,
        {{ indicator_count('review_total_count') }} as review_total_count,
        {{ indicator_count('review_upheld_count') }} as review_upheld_count,
        {{ indicator_count('review_corrected_count') }} as review_corrected_count,
        {{ indicator_count('review_other_count') }} as review_other_count,
        {{ indicator_count('review_pending_count') }} as review_pending_count,
        {{ indicator_count('review_concluded_count_derived') }} as review_concluded_count_derived,
        {{ indicator_value('review_corrected_share') }} as review_corrected_share,
        {{ share_side('review_corrected_share', 'numerator') }} as review_corrected_share_numerator,
        {{ share_side('review_corrected_share', 'denominator') }} as review_corrected_share_denominator,
        {{ indicator_count('suit_direct_total_count') }} as suit_direct_total_count,
        {{ indicator_count('suit_after_review_total_count') }} as suit_after_review_total_count,
        {{ indicator_count('suit_total_count') }} as suit_total_count,
        {{ indicator_count('suit_total_count_derived') }} as suit_total_count_derived,
        {{ indicator_count('suit_upheld_count_derived') }} as suit_upheld_count_derived,
        {{ indicator_count('suit_corrected_count_derived') }} as suit_corrected_count_derived,
        {{ indicator_count('suit_concluded_count_derived') }} as suit_concluded_count_derived,
        {{ indicator_value('suit_corrected_share') }} as suit_corrected_share,
        {{ share_side('suit_corrected_share', 'numerator') }} as suit_corrected_share_numerator,
        {{ share_side('suit_corrected_share', 'denominator') }} as suit_corrected_share_denominator,
        {{ indicator_count('disclosed_total_count') }} as disclosed_total_count,
        {{ indicator_count('disclosed_website_count') }} as disclosed_website_count,
        {{ indicator_count('disclosed_wechat_count') }} as disclosed_wechat_count,
        {{ indicator_count('disclosed_weibo_count') }} as disclosed_weibo_count,
        {{ indicator_count('regulations_made_count') }} as regulations_made_count,
        {{ indicator_count('regulations_in_force_count') }} as regulations_in_force_count,
        {{ indicator_count('normative_documents_made_count') }} as normative_documents_made_count,
        {{ indicator_count('normative_documents_in_force_count') }} as normative_documents_in_force_count,
        {{ indicator_count('licensing_decisions_count') }} as licensing_decisions_count,
        {{ indicator_count('penalties_decisions_count') }} as penalties_decisions_count,
        {{ indicator_count('coercive_measures_decisions_count') }} as coercive_measures_decisions_count,
        {{ indicator_value('fees_amount_yuan') }} as fees_amount_yuan,
        {{ indicator_value('procurement_amount_yuan') }} as procurement_amount_yuan,
        list_sort(list(indicator_code) filter (where is_doubtful)) as doubtful_indicators
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
        wide.* exclude (report_id, doubtful_indicators),  -- noqa: RF02
        reports.is_doubtful,
        reports.doubts,
        coalesce(wide.doubtful_indicators, cast([] as varchar[])) as doubtful_indicators
    from reports
    left join wide on reports.report_id = wide.report_id

)

select * from final
