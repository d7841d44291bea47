-- the view becomes what it would be had the undone things never been done: what then would not stand ends, what would is recorded anew.
-- $acts: the import that is taken back, or the undo and what it took back; $undone: all that are taken back now
create or replace temp table changed_line as
select distinct line_id from line_version
where list_contains(from_json($acts, '["INTEGER"]'), import_id) or list_contains(from_json($acts, '["INTEGER"]'), superseded_by)
  or list_contains(from_json($acts, '["INTEGER"]'), retracted_by);

create or replace temp table restored_version as
with retraction as (     -- lines that a retraction, or a whole list that lacks them, ended and which it still holds ended; the last of these
  select line_id, max(retracted_by) as retraction_id
  from line_version semi join changed_line using (line_id) join import on import.import_id = retracted_by
  where import.kind <> 'undo' and not list_contains(from_json($undone, '["INTEGER"]'), retracted_by)
  group by line_id
), last_version as (
  select line_key, line_id, import_id, superseded_given from line_version semi join changed_line using (line_id)
  where copy_of is null and not list_contains(from_json($undone, '["INTEGER"]'), import_id)
  qualify row_number() over (partition by line_id order by recorded_at desc nulls last, line_key desc) = 1
)
select line_key from last_version left join retraction using (line_id)
where superseded_given is null and (retraction_id is null or retraction_id < import_id);

update line_version set retracted_at = cast($now as timestamp), retracted_by = cast($change_id as integer)
where line_id in (select line_id from changed_line) and retracted_at is null
  and (list_contains(from_json($undone, '["INTEGER"]'), import_id)
    or superseded_at is null and coalesce(copy_of, line_key) not in (select line_key from restored_version));

insert into line_version by name
select * replace ((select max(line_key) from line_version) + row_number() over (order by customer_key, line_key) as line_key,
    cast($change_id as integer) as import_id, cast($now as timestamp) as recorded_at, cast(null as timestamp) as superseded_at,
    cast(null as timestamp) as retracted_at, cast(null as integer) as retracted_by, cast(null as integer) as superseded_by, line_key as copy_of)
from line_version semi join restored_version using (line_key)
where line_key not in (select coalesce(copy_of, line_key) from line_version where superseded_at is null and retracted_at is null);

insert into line_instant by name
select line_instant.* replace (copy.line_key as line_key)
from line_version as copy join line_instant on line_instant.line_key = copy.copy_of where copy.import_id = cast($change_id as integer);
