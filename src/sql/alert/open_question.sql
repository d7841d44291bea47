-- open questions on which more than a share of all ARR hangs
with total as (
  select cast(coalesce(sum(change), 0) as hugeint) as arr from day_total where on_date <= cast($on as date)
), asked as (
  select unnest(from_json($stakes, '[{"subject": "VARCHAR", "stake": "HUGEINT"}]'), recursive := true)
)
select subject, stake as figure, scale_amount(arr, cast($threshold as hugeint), 1000000::hugeint) as threshold
from asked cross join total where stake * 1000000 > arr * cast($threshold as hugeint);
