-- lines in force since before $on that an import gives another price, quantity or discount from their start on: what they were worth in the past changes with it; the first 10, and how many there are
with repriced as (
  select distinct now.line_id
  from new_version
    join line_version as now using (line_key)
    join line_version as before on before.line_id = now.line_id
    join ended_version on ended_version.line_key = before.line_key
  where now.superseded_at is null and before.start_date = now.start_date and now.start_date < cast($on as date)
    and not ((before.amount_per, before.amount_every, before.discount_until) is not distinct from (now.amount_per, now.amount_every, now.discount_until)
      and is_same_decimal(before.amount, now.amount) and is_same_decimal(before.quantity, now.quantity)
      and is_same_decimal(before.discount_percent, now.discount_percent) and is_same_decimal(before.discount_amount, now.discount_amount))
)
select line_id, count(*) over () as lines from repriced order by line_id limit 10;
