-- a currency without a rate, with its lines, what they are worth and what they carry on the day: they are in no figure
with line as (
  select line_key, currency, max(native) as worth, sum(native) filter (where from_on <= cast($on as date) and cast($on as date) < to_on) as native
  from unrated_line group by line_key, currency
)
select currency as subject, currency, count(*) as lines, coalesce(sum(worth), 0) as worth, coalesce(sum(native), 0) as carried,
  array_to_string(min(line_id, 3), ', ') as examples, min(line_key) as line_key,
  rated_stake(null::hugeint, sum(native)) as arr_at_stake, unrated_stake(null::hugeint, sum(native), currency) as unrated
from line join line_version using (line_key)
group by currency
order by currency;
