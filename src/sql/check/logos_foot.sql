-- a month and a method by which opening customers + their moves are not the closing customers ("months" is "net" in a month)
with period as (
  select * from period_list(change_period('month'))
), day_turn as (
  select on_date, sum(turn) as turn from customer_day group by on_date
), turned as (
  select period_no, any_value(from_date) as from_date, coalesce(sum(turn), 0) as turn
  from period left join day_turn on on_date >= from_date and on_date < to_date
  group by period_no
), balance as (
  select *, sum(turn) over (order by period_no) as closing from turned
), step as (
  select 'net' as method, * from customer_step(change_period('month'), 'net')
  union all by name
  select 'events' as method, * from customer_step(change_period('month'), 'events')
), moved as (
  select method, period_no,
    count(*) filter (where category in ('new', 'acquired_new', 'reactivation') or category = 'adjustment' and r0 <= 0 and r1 > 0)
    - count(*) filter (where category = 'churn' or category = 'adjustment' and r0 > 0 and r1 <= 0) as customers
  from step group by method, period_no
), compared as (
  select method, from_date, closing, closing - turn + coalesce(customers, 0) as moves_make
  from balance cross join (select unnest(['net', 'events']) as method) as every_method
    left join moved using (method, period_no)
)
select strftime(from_date, '%Y-%m') || ', method ' || method || ': opening and moves make' as subject,
  'count' as unit, moves_make as found, closing as wanted
from compared where moves_make <> closing;
