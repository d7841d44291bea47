-- a currency without a rate, or without one before a day that the periods need, with the lines that it keeps out of their figures and that the answer does not
-- name already, as ARR does not count them there
with asked as (
  select min(from_date) as from_on, max(to_date) as to_on from period_list($periods)
), rated as (
  select currency, min(from_on) as first_on from fx_rate group by currency
), missing as (
  select sale.currency, first_on, line_id
  from sold_line as sale cross join asked left join rated using (currency) join (select line_key, line_id from line_version) as version using (line_key)
  where (first_on is null or first_on > asked.from_on and first_on > least(signed_on, start_date))
    and (sold <> 0 or run_from is not null) and least(signed_on, start_date) < asked.to_on and line_key not in (select unrated_line.line_key from unrated_line)
)
select currency, case when first_on > date '0001-01-01' then cast(first_on as varchar) end as first, count(*) as lines, array_to_string(min(line_id, 3), ', ') as examples
from missing group by currency, first_on order by currency;
