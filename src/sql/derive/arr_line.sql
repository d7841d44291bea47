-- line x [from_on, to_on) x ARR: what every figure is a sum of. Days taken back by churn_date last_day are cut out here
create or replace temp table arr_line_scope as
with cut as (
  select line.line_key, line.from_on, list_sort(list(last_on)) as last_days
  from converted_line as line
    join last_cover on last_cover.payer_key = line.payer_key and line.from_on <= last_on and last_on < line.to_on
  group by line.line_key, line.from_on
), piece as (
  select line.* exclude (from_on, to_on),
    unnest(list_prepend(line.from_on, list_transform(last_days, d -> d + 1))) as from_on,
    unnest(list_append(last_days, line.to_on)) as to_on
  from converted_line as line join cut using (line_key, from_on)
)
select * from converted_line anti join cut using (line_key, from_on)
union all by name
select * from piece where from_on < to_on;
