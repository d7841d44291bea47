-- a month and a method by which opening + rows is not the closing, both balances taken from the ledger. In a month the method
-- "months" is "net"; quarter_is_its_months looks at it where they differ
with period as (
  select * from period_list(change_period('month'))
), day_change as (
  select on_date, sum(arr) as change from arr_change group by on_date
), ledger as (
  select period_no, any_value(from_date) as from_date, coalesce(sum(change), 0) as change
  from period left join day_change on on_date >= from_date and on_date < to_date
  group by period_no
), balance as (
  select *, sum(change) over (order by period_no) as closing from ledger
), row_sum as (
  select 'net' as method, period_no, sum(amount) as amount from movement(change_period('month'), 'net') group by period_no
  union all
  select 'events', period_no, sum(amount) from movement(change_period('month'), 'events') group by period_no
), compared as (
  select method, from_date, closing, closing - change + coalesce(amount, 0) as rows_make
  from balance cross join (select unnest(['net', 'events']) as method) as every_method
    left join row_sum using (method, period_no)
)
select strftime(from_date, '%Y-%m') || ', method ' || method || ': opening and rows make' as subject,
  'money' as unit, rows_make as found, closing as wanted
from compared where rows_make <> closing;
