-- the same rows by changes only: what the product does
select cast(from_date as varchar) as month, kind, cast(sum(amount) as varchar) as amount
from movement($periods, 'net') join period_list($periods) using (period_no)
group by from_date, kind order by month, kind
