-- line x line that comes and takes its place: by name, of any product; of the same customer and product as it ends on the other's start or
-- in the grace before it, or under latest_start is overlapped by it, or is held cover
create or replace temp macro place_taken(p_on, p_horizon) as table
with coming as materialized (
  select * from coming_line(p_on, p_horizon)
), same_pair as (
  select line.line_key, line.begin_on, line.end_on, coming.line_key as by_key, coming.start_date as other_start, coming.begin_on as other_begin,
    line.customer_key, line.product_key
  from counted_line as line
    join coming on coming.customer_key = line.customer_key and coming.product_key = line.product_key and coming.line_key <> line.line_key
)
select replaced_line.line_key, by_key from replaced_line semi join coming on coming.line_key = by_key
union
select line_key, by_key from same_pair cross join policy
where end_on between other_start - grace_days and other_start
  or overlap = 'latest_start' and begin_on < other_begin and other_begin < end_on
union
select line_key, by_key from same_pair join held_cover using (customer_key, product_key) where gap_on <= p_on and p_on < held_to and begin_on <= p_on;
