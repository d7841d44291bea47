-- lines in force since before $on that an import gives another price, quantity or discount from their start on: what they were worth in the past changes with it; the first 10, and how many there are
with repriced as (
  select distinct now.line_id
  from new_version
    join line_version as now using (line_key)
    join line_version as before on before.line_id = now.line_id
    join ended_version on ended_version.line_key = before.line_key
  where now.superseded_at is null and before.start_date = now.start_date and now.start_date < cast($on as date)
    and (before.amount, before.quantity, before.amount_per, before.amount_every, before.discount_percent, before.discount_amount, before.discount_until)
      is distinct from (now.amount, now.quantity, now.amount_per, now.amount_every, now.discount_percent, now.discount_amount, now.discount_until)
)
select line_id, count(*) over () as lines from repriced order by line_id limit 10;
