-- the last close of each period inside a span, or of those that end it: its closing as reported, and as it is in the derivation in use
with last_close as (
  select * from period_close
  where from_date >= cast($from as date) and to_date <= cast($to as date) and to_date = coalesce(cast($ends as date), to_date)
  qualify row_number() over (partition by from_date, to_date order by close_id desc) = 1
), told as (
  select last_close.*, cast(figures['closing'] as hugeint) as reported,
    (select coalesce(sum(change), 0) from day_total where on_date < to_date) as now_known
  from last_close join closed_row using (close_id)
  where report = 'waterfall' and cut = '[]'
)
select close_id, period, currency, cast(closed_at as varchar) as closed_at, reported, now_known, now_known - reported as difference
from told order by from_date, to_date;
