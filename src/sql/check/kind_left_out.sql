-- a kind of line that the policy does not count, by currency and price period, with its money as written
select kind || ' ' || currency || ' ' || amount_every || ' ' || amount_per as subject, kind, currency, amount_per, amount_every, count(*) as lines,
  sum(written) as written, array_to_string(min(line_id, 3), ', ') as examples, min(line_key) as line_key, null::bigint as arr_at_stake
from written_line()
where kind not in (select kind from include_kind)
group by kind, currency, amount_per, amount_every;
