-- recurring or other counted kinds of line that partial_year or sub_annual_plans leaves out, by currency and price period
select kind || ' ' || currency || ' ' || amount_every || ' ' || amount_per as subject, kind, currency, amount_per, amount_every, count(*) as lines,
  sum(written) as written, array_to_string(min(line_id, 3), ', ') as examples, min(line_key) as line_key, null::bigint as arr_at_stake
from written_line() anti join counted_line using (line_key)
where kind in (select kind from include_kind)
group by kind, currency, amount_per, amount_every;
