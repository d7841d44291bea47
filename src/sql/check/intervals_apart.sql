-- an interval of a line that begins before the one before it has ended
with several as (
  select line_key from arr_line group by line_key having count(*) > 1
), ordered as (
  select line_key, from_on, lag(to_on) over (partition by line_key order by from_on, to_on) as was_to
  from arr_line semi join several using (line_key)
)
select 'Line ' || line_id || ' of customer ' || customer_id || ' counts again' as subject, 'text' as unit,
  'from ' || from_on as found, 'from ' || was_to || ' or later' as wanted
from ordered join line_version using (line_key) join customer using (customer_key)
where from_on < was_to;
