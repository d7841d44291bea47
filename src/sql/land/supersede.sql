-- versions of one line: one that does not say itself when it ended, ends where the next is recorded, or where it was retracted.
-- One that was retracted before the day it was recorded on was over never came to stand, and ends nothing
create or replace temp table ended_version as
with several as (
  select line_id from line_version semi join changed_line using (line_id) group by line_id having count(*) > 1 or count(retracted_at) > 0
), ordered as (
  select line_key, superseded_at, retracted_at, superseded_given,
    lead(case when retracted_at <= recorded_at then null else recorded_at end ignore nulls) over (partition by line_id order by recorded_at nulls first, line_key) as next_at
  from line_version semi join several using (line_id)
)
select line_key, coalesce(superseded_given, least(retracted_at, next_at)) as ends_at from ordered
where superseded_at is distinct from coalesce(superseded_given, least(retracted_at, next_at));

update line_version set superseded_at = ends_at, superseded_by = cast($import_id as integer) from ended_version where line_version.line_key = ended_version.line_key;
