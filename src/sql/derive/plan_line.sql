-- a line of the kinds that count: how long its signed term is, when it begins, and where a replacement cuts it. An adjustment is so much a year
-- for as long as it says, so it is never a short plan
create or replace temp view plan_line as
with stepped as (
  select known_line.*, month_steps(start_date, term_end) as steps, whole_months(start_date, term_end) as exact_months
  from known_line where kind in (select include_kind.kind from include_kind)
), measured as (
  select stepped.* exclude (steps, exact_months),
    case
      when is_open then null
      when exact_months is not null then exact_months
      when policy.term_snap_days > 0 and start_date < term_end then near_months(start_date, term_end, steps, policy.term_snap_days)
    end as months,
    case policy.recognition
      when 'signature' then coalesce(signed_on, start_date)
      when 'go_live' then coalesce(live_on, start_date)
      else start_date
    end as recognised_on
  from stepped cross join policy
)
select measured.* exclude (recognised_on, begins_on),
  case when begins_on is not null then begins_on
    when policy.late_signature = 'not_before_signature' and policy.recognition <> 'signature'
    then greatest(recognised_on, coalesce(signed_on, start_date))
    else recognised_on end as begin_on,
  not is_open and not is_adjusted and case when policy.term_snap_days > 0 and months is not null then months < 12 else term_end < add_months(start_date, 12) end as is_short,
  case when is_open and (kind = 'one_time' or kind = 'services' and amount_per = 'term') then add_months(start_date, 12) else term_end end as own_end,
  cut_on
from measured left join line_cut using (line_key) cross join policy;
