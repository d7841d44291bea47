-- a calendar quarter whose net movement is not that of its months, or of its days
with period as (
  select * from period_list(change_period('quarter'))
), net as (
  select period_no, sum(amount) as amount from movement(change_period('quarter'), 'net') group by period_no
), finer as (
  select 'months' as parts, period_no, sum(amount) as amount from movement(change_period('quarter'), 'months') group by period_no
  union all
  select 'days', period_no, sum(amount) from movement(change_period('quarter'), 'events') group by period_no
), compared as (
  select parts, from_date, coalesce(net.amount, 0) as quarter, coalesce(finer.amount, 0) as parts_make
  from period cross join (select unnest(['months', 'days']) as parts) as every_part
    left join net using (period_no) left join finer using (parts, period_no)
)
select year(from_date) || '-Q' || quarter(from_date) || ': net movement of its ' || parts as subject, 'money' as unit, parts_make as found, quarter as wanted
from compared where parts_make <> quarter;
