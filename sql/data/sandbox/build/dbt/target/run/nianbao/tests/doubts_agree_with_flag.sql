
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  -- A figure is doubtful exactly when it says why.
select report_id from "build"."marts"."reports"
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from "build"."marts"."request_outcomes"
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from "build"."marts"."litigation"
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from "build"."marts"."disclosure_volume"
where is_doubtful <> (len(doubts) > 0)
union all
select report_id from "build"."marts"."administrative_output"
where is_doubtful <> (len(doubts) > 0)
  
  
      
    ) dbt_internal_test