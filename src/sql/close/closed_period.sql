-- of closes the closing as reported, and as it is in the derivation in use
select close_id, reported, now_known, now_known - reported as difference
from (
  select close_id, cast(figures['closing'] as hugeint) as reported, (select coalesce(sum(change), 0) from day_total where on_date < to_date) as now_known
  from period_close join closed_row using (close_id)
  where report = 'waterfall' and cut = '[]' and list_contains(from_json($closes, '["INTEGER"]'), close_id)
) as told;
