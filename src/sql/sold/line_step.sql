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

-- how many of the days p_start + k x p_months, k from 0, lie before p_day: one for each whole p_months in which months were counted, and one more unless the
-- last of them falls into the month of the day before and is not reached there. A month that lacks the day of p_start has it on its last
create or replace temp macro steps_before(p_start, p_months, p_day) as
  case when p_day <= p_start then 0
    else month_steps(p_start, p_day - 1) // p_months
      + case when month_steps(p_start, p_day - 1) % p_months <> 0 or day(p_start) <= day(p_day - 1) or day(p_day) = 1 then 1 else 0 end end;

-- the lesser of two amounts of one sign
create or replace temp macro at_most(p_amount, p_most) as case when abs(p_amount) > abs(p_most) then p_most else p_amount end;
