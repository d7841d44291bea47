-- a start so far back, or so far ahead, that it hardly is one, with its lines and what they carry on the day, or on that start if it comes later
with far as (
  select line_key, line_id, start_date, priced_cell.currency
  from present_line join priced_cell using (cell_key)
  where start_date < date '1990-01-01' or start_date >= date '2099-12-31'
), carried as (
  select line_key, from_on, to_on, native, arr from arr_line where line_key in (select far.line_key from far)
  union all
  select line_key, from_on, to_on, native, null from unrated_line where line_key in (select far.line_key from far)
), of_currency as (
  select start_date, currency, min(far.line_key) as line_key, arg_min(line_id, far.line_key) as line, count(*) as lines, sum(native) as native, sum(arr) as arr
  from far left join carried on carried.line_key = far.line_key
    and carried.from_on <= greatest(start_date, cast($on as date)) and greatest(start_date, cast($on as date)) < carried.to_on
  group by start_date, currency
)
select min(line_key) as line_key, cast(start_date as varchar) as subject, start_date, start_date < date '1990-01-01' as is_back, arg_min(line, line_key) as line,
  cast(sum(lines) as bigint) as lines, sum(rated_stake(arr, native)) as arr_at_stake,
  flatten(list(unrated_stake(arr, native, currency) order by currency) filter (where arr is null and native <> 0)) as unrated
from of_currency
group by start_date;
