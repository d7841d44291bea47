-- a month after which what the customers stand at is not what the next month opens with; in ARR or in customers
with period as (
  select * from period_list(change_period('month'))
), step as (
  select period_no, r1, coalesce(lag(r1) over (partition by customer_key order by step_from), 0) as was
  from customer_step(change_period('month'), 'net')
), moved as (
  select period_no, any_value(from_date) as from_date, any_value(to_date) as to_date,
    coalesce(sum(r1 - was), 0) as arr, coalesce(sum(case when r1 > 0 then 1 else 0 end - case when was > 0 then 1 else 0 end), 0) as customers
  from period left join step using (period_no)
  group by period_no
), closing as (
  select period_no, from_date, coalesce(lead(from_date) over by_time, to_date) as next_from,
    sum(arr) over by_time as arr, sum(customers) over by_time as customers
  from moved window by_time as (order by period_no)
), followed_day as (      -- from the customers' own days, not from the sums that are kept
  select on_date, sum(change) as change, sum(turn) as turn from customer_day group by on_date
), opening as (
  select period_no, any_value(from_date) as from_date, any_value(arr) as arr, any_value(customers) as customers,
    coalesce(sum(change), 0) as next_arr, coalesce(sum(turn), 0) as next_customers
  from closing left join followed_day on on_date < next_from
  group by period_no
)
select 'After ' || strftime(from_date, '%Y-%m') || ' the totals of the customers come to' as subject, 'money' as unit, arr as found, next_arr as wanted
from opening where arr <> next_arr
union all
select 'After ' || strftime(from_date, '%Y-%m') || ' the number of active customers is', 'count', customers, next_customers
from opening where customers <> next_customers;
