-- a kind that kind_rules gave to lines that name none, by currency and price period, with their money as written
select kind || ' ' || currency || ' ' || amount_every || ' ' || amount_per as subject, kind, currency, amount_per, amount_every, cast(sum(lines) as bigint) as lines,
  sum(written) as written, array_to_string(list_sort(flatten(list(examples)))[:3], ', ') as examples, min(line_key) as line_key,
  rated_stake(sum(arr), sum(native)) as arr_at_stake, unrated_stake(sum(arr), sum(native), currency) as unrated
from written_line where is_by_rule
group by kind, currency, amount_per, amount_every;
