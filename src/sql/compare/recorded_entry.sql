-- one row an entry of the log after one and up to another, or a month, quarter or year of them: the shortest of which there are at most $most
with entry as (
  select import_id, kind, local_day(done_at, $time_zone) as on_date from book.import where import_id > cast($first as bigint) and import_id <= cast($last as bigint)
), span as (
  select 1 as size, import_id, kind || ' ' || import_id as name from entry
  union all
  select 2, import_id, strftime(on_date, '%Y-%m') from entry
  union all
  select 3, import_id, year(on_date) || '-Q' || quarter(on_date) from entry
  union all
  select 4, import_id, cast(year(on_date) as varchar) from entry
), sized as (
  select coalesce(min(size), 4) as size from (select size from span group by size having count(distinct name) <= cast($most as bigint)) as few
)
select name, max(import_id) as known_after from span join sized using (size) group by name order by known_after;
