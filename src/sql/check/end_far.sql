-- an end so far ahead that it is read as no end, with its lines and what those of them that count carry on the day
with far as (
  select line_key, line_id, end_date, priced_cell.currency
  from present_line join priced_cell using (cell_key) cross join policy
  where end_date + case when coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive') then 1 else 0 end >= date '2099-12-31'
), of_currency as (
  select end_date, currency, min(line_key) as line_key, arg_min(line_id, line_key) as line, count(*) as lines, sum(native) as native, sum(arr) as arr
  from far left join (select * from carried_on(cast($on as date)) where basis = 'counted') using (line_key)
  group by end_date, currency
)
select min(line_key) as line_key, cast(end_date as varchar) as subject, end_date, arg_min(line, line_key) as line, cast(sum(lines) as bigint) as lines,
  sum(rated_stake(arr, native)) as arr_at_stake,
  flatten(list(unrated_stake(arr, native, currency) order by currency) filter (where arr is null and native <> 0)) as unrated
from of_currency
group by end_date;
