-- the calendar months of the periods, each as far as it lies in its period: [from_date, to_date) and its last day
create or replace temp macro month_piece(p_periods) as table
with month as (
  select *, cast(unnest(range(cast(date_trunc('month', from_date) as timestamp), cast(to_date as timestamp), interval 1 month)) as date) as month_on from period_list(p_periods)
), piece as (
  select period_no, greatest(from_date, month_on) as from_date, least(to_date, add_months(month_on, 1)) as to_date from month
)
select row_number() over (order by period_no, from_date) as piece_no, *, to_date - 1 as last_day, day(last_day(from_date)) as month_days from piece;

-- what a stretch of a line earned by a mark, in the line's units
create or replace temp macro stretch_by(p_part, p_mark) as p_part.slope * greatest(0, least(p_mark, p_part.to_mark) - p_part.from_mark);

-- how many of the days p_start + k x p_months, k from 0, lie before p_day
create or replace temp macro steps_before(p_start, p_months, p_day) as
  case when p_day <= p_start then 0
    else (month_steps(p_start, p_day - 1) // p_months) + case when add_months(p_start, (month_steps(p_start, p_day - 1) // p_months) * p_months) < p_day then 1 else 0 end end;

-- the lesser of two amounts of one sign
create or replace temp macro at_most(p_amount, p_most) as case when abs(p_amount) > abs(p_most) then p_most else p_amount end;

-- line x first moment of the periods, or end of one of their months, by which it was signed or began: what it earned before that, all of it and in its
-- term, and what was billed for it, all of it and of its term, in minor units of its currency: ROUNDED HERE, ONCE, TO DATE. What a cut takes off a
-- term is billed no more; what runs on or has no end is billed at the price of the day
create or replace temp macro line_by(p_periods) as table
with bound as (
  select 0 as piece_no, min(from_date) as on_date from month_piece(p_periods) union all select piece_no, to_date from month_piece(p_periods)
), marked as (
  select bound.*, revenue_mark(on_date, revenue) as mark from bound cross join policy
), counted as (
  select sold_line.*, piece_no, on_date, mark,
    stretch_by(term_part, mark) as term_earned, stretch_by(net_part, mark) + stretch_by(gross_part, mark) as run_earned,
    stretch_by(term_part, term_part.to_mark) as term_whole, stretch_by(net_part, net_part.to_mark) + stretch_by(gross_part, gross_part.to_mark) as run_whole,
    case when term_step is null then 0 else steps_before(start_date, term_step, on_date) end as term_steps,
    case when term_step is null then 0 else steps_before(start_date, term_step, span_end) end as all_steps,
    case when run_from is null then 0 else steps_before(run_from, run_step, least(on_date, run_to)) end as run_steps,
    case when run_from is null then 0 else steps_before(run_from, run_step, least(on_date, run_to, discount_until)) end as net_steps
  from sold_line join marked on start_date < on_date or signed_on < on_date
), scheduled as (
  select *,
    case when start_date >= on_date then 0 when term_steps >= all_steps then term_whole end as term_due,
    case when run_steps > 0 then (net_part.slope * net_steps + gross_part.slope * (run_steps - net_steps)) * run_step * year_num end as run_due
  from counted
)
select line_key, kind, currency, is_fixed, signed_on, piece_no, on_date,
  whole_quotient(term_earned + run_earned, unit) as earned,
  whole_quotient(term_earned, unit) as term_earned,
  whole_quotient(term_whole, unit) as term_whole,
  coalesce(whole_quotient(term_due, unit), at_most(whole_quotient(term_part.slope * span_marks * term_steps * term_step * step_up, unit * step_down), whole_quotient(term_whole, unit))) as term_billed,
  term_billed + case when run_due is null then 0 when run_to < date '9999-01-01' then at_most(whole_quotient(run_due, unit * 12 * year_den), whole_quotient(run_whole, unit))
    else whole_quotient(run_due, unit * 12 * year_den) end as billed,
  sold
from scheduled;
