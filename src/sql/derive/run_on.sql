-- lines that run on past their signed end, and until when: "expired" or a decision says so, a next line or a notice stops them, and
-- a decision where it names a day. An adjustment neither runs on nor is a next line
create or replace temp table run_on as
with candidate as (
  select line_key, customer_key, product_key, start_date, term_end, cancelled_on, cut_on,
    case when runs_until > term_end then runs_until end as decided_to,
    case when runs_until > term_end then 'told' when is_auto_renewed or policy.expired = 'renewed_if_auto_renew' then 'terms' else 'held' end as runs_by,
    coalesce(renewal_term_months, months) as step_months, term_end - start_date as step_days
  from line_factor cross join policy
  where kind = 'recurring' and not is_open and start_date < term_end and not is_adjusted
    and (cut_on is null or cut_on >= term_end)
    and (runs_until > term_end or is_auto_renewed
      or policy.expired = 'renewed_if_auto_renew' and auto_renew or policy.expired = 'hold' and cancelled_on is null)
), next_start as (
  select candidate.line_key, min(next.start_date) as next_on
  from candidate join line_factor as next on next.customer_key = candidate.customer_key and next.product_key = candidate.product_key
    and next.start_date >= candidate.term_end
  where next.start_date < next.own_end and not next.is_adjusted
  group by candidate.line_key
), noticed as (         -- the first end of a term on or after the notice; a month's end can clamp, so look at three
  select line_key,
    case
      when cancelled_on <= term_end then term_end
      when step_months is null then term_end + cast(((cancelled_on - term_end + step_days - 1) // step_days) * step_days as integer)
      else list_min(list_filter(list_transform([-1, 0, 1, 2],
        i -> add_months(term_end, greatest(month_steps(term_end, cancelled_on) // step_months + i, 0) * step_months)), d -> d >= cancelled_on))
    end as stop_on
  from candidate where cancelled_on is not null and decided_to is null
)
select candidate.line_key, runs_by, step_months, step_days,
  least(coalesce(next_on, date '9999-12-31'), coalesce(cut_on, date '9999-12-31'), coalesce(stop_on, date '9999-12-31'),
    coalesce(decided_to, date '9999-12-31')) as run_to
from candidate left join next_start using (line_key) left join noticed using (line_key);
