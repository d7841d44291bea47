-- a kind of line that the policy does not count, by currency and price period, with its money as written
select kind || ' ' || currency || ' ' || amount_every || ' ' || amount_per as subject, kind, currency, amount_per, amount_every, cast(sum(lines) as bigint) as lines,
  sum(written) as written, array_to_string(list_sort(flatten(list(examples)))[:3], ', ') as examples, min(line_key) as line_key,
  rated_stake(sum(arr), sum(native)) as arr_at_stake, unrated_stake(sum(arr), sum(native), currency) as unrated
from written_line where not is_kind_counted
group by kind, currency, amount_per, amount_every;
