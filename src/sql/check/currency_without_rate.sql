-- a currency without a rate, with its lines, what they are worth and what they carry on the day: they are in no figure
with line as (
  select line_key, currency, max(native) as worth, sum(native) filter (where from_on <= cast($on as date) and cast($on as date) < to_on) as native
  from unrated_line group by line_key, currency
), told as (
  select currency, count(*) as lines, sum(worth) as worth, sum(native) as native, min(line_key, 3) as first_keys from line group by currency
), example as (
  select currency, array_to_string(list(line_id order by line_key), ', ') as examples
  from line_version join (select currency, unnest(first_keys) as line_key from told) as first using (line_key) group by currency
)
select currency as subject, currency, lines, coalesce(worth, 0) as worth, coalesce(native, 0) as carried, examples, first_keys[1] as line_key,
  (select count(*) from told) = 1 and not exists (from arr_line) as is_all,
  rated_stake(null::hugeint, native) as arr_at_stake, unrated_stake(null::hugeint, native, currency) as unrated
from told join example using (currency)
order by currency;
