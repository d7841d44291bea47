-- what so many times ARR are, one row a change of ARR and multiple; a product is rounded once, from the ARR of the ledger
with live as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
), multiple as (        -- numbers as they were said, in millionths
  select word as multiple, cast(cast(word as decimal(18, 6)) * 1000000 as hugeint) as times from unnest(from_json($multiples, '["VARCHAR"]')) as said(word)
), step as (            -- changes of ARR in millionths of a percent
  select cast(cast(word as decimal(18, 6)) * 1000000 as hugeint) as step from unnest(from_json($sensitivity, '["VARCHAR"]')) as said(word)
), change as (
  select 0::hugeint as step union select abs(step) from step union select -abs(step) from step
), part as (
  select step, 100000000 + step as share,
    'ARR' || case when step = 0 then '' else (case when step < 0 then ' - ' else ' + ' end)
      || rtrim(rtrim(cast(abs(step) // 1000000 as varchar) || '.' || lpad(cast(abs(step) % 1000000 as varchar), 6, '0'), '0'), '.') || ' %' end as basis
  from change
)
select basis, scale_amount(cast(arr as hugeint), share, 100000000::hugeint) as amount, multiple, scale_amount(cast(arr as hugeint) * times, share, 100000000000000::hugeint) as value
from part cross join live cross join multiple
order by step, times;
