-- a version of a line that stands in a relation more than once, in two that exclude each other, or in the ledger though it was superseded
with place as (
  select 'the lines' as name, line_key, count(*) as times from line_version group by line_key having count(*) > 1
  union all
  select 'the counted lines', line_key, count(*) from counted_line group by line_key having count(*) > 1
  union all
  select 'the lines without a rate', line_key, count(*) from unrated_line group by line_key, from_on having count(*) > 1
  union all
  select 'the lines with and without a rate', line_key, 2 from unrated_line as unrated
    join arr_line using (line_key) where arr_line.from_on < unrated.to_on and unrated.from_on < arr_line.to_on
  union all
  select 'the counted lines though superseded', line_key, 1
  from counted_line join line_version using (line_key) where superseded_at is not null
)
select 'The number of times that line ' || coalesce(line_id, 'version ' || line_key) || ' is among ' || place.name || ' is' as subject, 'count' as unit, times as found,
  case when place.name like '%superseded' then 0 else 1 end as wanted
from place left join (select line_key, any_value(line_id) as line_id from line_version semi join place using (line_key) group by line_key) as named using (line_key);
