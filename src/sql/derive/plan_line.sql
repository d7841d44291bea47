-- a line of the kinds that count: how long its signed term is, when it begins, and where a replacement cuts it
create or replace temp view plan_line as
with stepped as (
  select known_line.*, month_steps(start_date, term_end) as steps, whole_months(start_date, term_end) as exact_months
  from known_line where kind in (select include_kind.kind from include_kind)
), missed as (           -- how far the end is from the three nearest numbers of whole months, where a snap may bridge it
  select stepped.*,
    case when steps > 1 then month_miss(start_date, term_end, add_months(start_date, steps - 1)) else 99999 end as miss_less,
    case when steps > 0 then month_miss(start_date, term_end, add_months(start_date, steps)) else 99999 end as miss_same,
    month_miss(start_date, term_end, add_months(start_date, steps + 1)) as miss_more
  from stepped, policy where policy.term_snap_days > 0 and not is_open and start_date < term_end
), snapped as (         -- the nearest; the longer at equal distance
  select line_key,
    case when miss_more <= least(miss_less, miss_same) then steps + 1 when miss_same <= miss_less then steps else steps - 1 end as snap_months
  from missed, policy where least(miss_less, miss_same, miss_more) <= policy.term_snap_days
), measured as (
  select stepped.* exclude (steps, exact_months),
    case when not is_open then coalesce(snap_months, exact_months) end as months,
    case policy.recognition
      when 'signature' then coalesce(signed_on, start_date)
      when 'go_live' then coalesce(live_on, start_date)
      else start_date
    end as recognised_on
  from stepped left join snapped using (line_key) cross join policy
)
select measured.* exclude (recognised_on, begins_on),
  case when begins_on is not null then begins_on
    when policy.late_signature = 'not_before_signature' and policy.recognition <> 'signature'
    then greatest(recognised_on, coalesce(signed_on, start_date))
    else recognised_on end as begin_on,
  not is_open and case when policy.term_snap_days > 0 and months is not null then months < 12 else term_end < add_months(start_date, 12) end as is_short,
  case when is_open and (kind = 'one_time' or kind = 'services' and amount_per = 'term') then add_months(start_date, 12) else term_end end as own_end,
  cut_on
from measured left join line_cut using (line_key) cross join policy;
