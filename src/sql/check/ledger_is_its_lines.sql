-- a day at whose close the sum of the ledger is not the sum of the lines that are active
with edge as (
  select on_date, sum(arr) as ledger, 0 as lines from arr_change group by on_date
  union all
  select from_on, 0, sum(arr) from arr_line group by from_on
  union all
  select to_on, 0, -sum(arr) from arr_line where to_on < date '9999-01-01' group by to_on
), standing as (
  select on_date, sum(sum(ledger)) over (order by on_date) as ledger, sum(sum(lines)) over (order by on_date) as lines
  from edge group by on_date
)
select on_date || ': the ledger sums to' as subject, 'money' as unit, ledger as found, lines as wanted
from standing where ledger <> lines;
