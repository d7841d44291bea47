-- one row a span of days in which something was recorded after one day and up to another: of the shortest of days, months, quarters and years of
-- which there are at most $most; known_on is its last day
with recorded as (
  select unnest([recorded_at, superseded_at]) as instant from book.line_version
  union all
  select unnest([recorded_at, superseded_at]) from book.customer_fact
  union all
  select unnest([recorded_at, withdrawn_at]) from book.decision
), day as (
  select distinct local_day(instant, $time_zone) as on_date from recorded where instant is not null and local_day(instant, $time_zone) > cast($first as date) and local_day(instant, $time_zone) <= cast($last as date)
), span as (
  select 1 as size, on_date as known_on, strftime(on_date, '%Y-%m-%d') as name from day
  union
  select 2, last_day(on_date), strftime(on_date, '%Y-%m') from day
  union
  select 3, add_months(cast(date_trunc('quarter', on_date) as date), 3) - 1, year(on_date) || '-Q' || quarter(on_date) from day
  union
  select 4, add_months(cast(date_trunc('year', on_date) as date), 12) - 1, cast(year(on_date) as varchar) from day
)
select cast(least(known_on, cast($last as date)) as varchar) as known_on, name
from span where size = coalesce((select min(size) from (select size from span group by size having count(*) <= $most) as few), 4)
order by known_on;
