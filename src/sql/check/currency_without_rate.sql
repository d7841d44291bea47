-- a currency without a rate, with its lines: they are in no figure
select currency as subject, currency, count(*) as lines, coalesce(sum(native), 0) as native, array_to_string(min(line_id, 3), ', ') as examples,
  min(line_key) as line_key, null::bigint as arr_at_stake
from unrated_line join line_version using (line_key)
group by currency
order by currency;
