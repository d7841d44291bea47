-- a calendar quarter whose net movement is not that of its months
with period as (
  select * from period_list(change_period('quarter'))
), net as (
  select period_no, sum(amount) as amount from movement(change_period('quarter'), 'net') group by period_no
), by_month as (
  select period_no, sum(amount) as amount from movement(change_period('quarter'), 'months') group by period_no
), compared as (
  select from_date, coalesce(net.amount, 0) as quarter, coalesce(by_month.amount, 0) as months_make
  from period left join net using (period_no) left join by_month using (period_no)
)
select year(from_date) || '-Q' || quarter(from_date) || ': the net movement of its months is' as subject, 'money' as unit, months_make as found, quarter as wanted
from compared where months_make <> quarter;
