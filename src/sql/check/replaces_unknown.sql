-- a line that says it replaces itself, or a line that is not there: it cuts nothing
with naming as (
  select line_key, line_id, customer_key, replaces from line_version where superseded_at is null and replaces <> ''
), lost as (
  select * from naming where replaces = line_id or replaces not in (select line_id from line_version where superseded_at is null)
), priced as (
  select line_key, max(arr) as arr, max(native) as native, any_value(currency) as currency
  from (select line_key, arr, native, '' as currency from arr_line
        union all
        select line_key, null, native, currency from unrated_line) as counted semi join lost using (line_key)
  group by line_key
)
select line_key, line_id as subject, line_id as line, customer_id as customer, replaces, replaces = line_id as is_itself, 1 as lines,
  rated_stake(arr, native) as arr_at_stake, unrated_stake(arr, native, currency) as unrated
from lost join customer using (customer_key) left join priced using (line_key);
