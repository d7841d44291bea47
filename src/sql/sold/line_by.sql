-- line that is not settled when the periods begin x that moment, or the end of one of their months, by which it was signed or began: what it earned before that, all of it and in its
-- term, and what was billed for it, all of it and of its term, in minor units of its currency: ROUNDED HERE, ONCE, TO DATE. What a cut takes off a
-- term is billed no more; what runs on or has no end is billed at the price of the day
create or replace temp table line_by as
with bound as (
  select 0 as piece_no, min(from_date) as on_date from month_piece($periods) union all select piece_no, to_date from month_piece($periods)
), marked as (
  select bound.*, revenue_mark(on_date, revenue) as mark from bound cross join policy
), counted as (
  select sold_line.*, piece_no, on_date, mark,
    stretch_by(term_part, mark) as term_earned, stretch_by(net_part, mark) + stretch_by(gross_part, mark) as run_earned,
    stretch_by(net_part, net_part.to_mark) + stretch_by(gross_part, gross_part.to_mark) as run_whole,
    case when term_step is null then 0 else steps_before(start_date, term_step, on_date) end as term_steps,
    case when term_step is null then 0 else steps_before(start_date, term_step, span_end) end as all_steps,
    case when run_from is null then 0 else steps_before(run_from, run_step, least(on_date, run_to)) end as run_steps,
    case when run_from is null then 0 else steps_before(run_from, run_step, least(on_date, run_to, discount_until)) end as net_steps
  from sold_line join marked on start_date < on_date or signed_on < on_date
  where settles_on > (select min(on_date) from bound)
), scheduled as (      -- in stages, so that no quotient is worked out twice
  select *,
    case when start_date >= on_date then 0 when term_steps >= all_steps then term_whole end as term_due,
    case when run_steps > 0 then (net_part.slope * net_steps + gross_part.slope * (run_steps - net_steps)) * run_step * year_num end as run_due,
    whole_quotient(term_earned + run_earned, unit) as earned
  from counted
), divided as (
  select * exclude (term_earned),
    case when run_from is null then earned else whole_quotient(term_earned, unit) end as term_earned,
    case when term_due is null then whole_quotient(term_part.slope * span_marks * term_steps * term_step * step_up, unit * step_down) end as term_part_due,
    case when run_due is not null and run_to < date '9999-01-01' then whole_quotient(run_whole, unit) end as run_all,
    case when run_due is not null and on_date < run_to then whole_quotient(run_due, unit * 12 * year_den) end as run_part_due
  from scheduled
)
select line_key, kind, currency, is_fixed, signed_on, piece_no, on_date, earned, term_earned, term_whole,
  coalesce(term_due, at_most(term_part_due, term_whole)) as term_billed,
  term_billed + case when run_due is null then 0 when on_date >= run_to then run_all when run_all is not null then at_most(run_part_due, run_all) else run_part_due end as billed,
  sold
from divided;
