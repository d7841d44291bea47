-- what moved in each period, by kind. Periods of whole months netted by month are sums of months that are kept; all else is netted anew
create or replace temp macro is_sum_of_months(p_periods, p_method) as (
  select coalesce(bool_and(day(from_date) = 1 and day(to_date) = 1 and (p_method = 'months' or p_method = 'net' and to_date = add_months(from_date, 1))), false)
  from period_list(p_periods)
);

create or replace temp macro period_flow(p_periods, p_method) as table
with told as (
  select period_no, kind, amount, turn from period_list(p_periods) join month_flow on month_on >= from_date and month_on < to_date
  where is_sum_of_months(p_periods, p_method)
  union all by name
  select period_no, kind, amount, turn from customer_flow(case when is_sum_of_months(p_periods, p_method) then '[]' else p_periods end, p_method)
)
select period_no, kind, sum(amount) as amount, sum(turn) as turn from told group by period_no, kind;
