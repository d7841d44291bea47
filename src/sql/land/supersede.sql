-- versions of changed lines that end otherwise than they did, and when
create or replace temp table ended_version as
with several as (
  select line_id from line_version semi join changed_line using (line_id) group by line_id having count(*) > 1 or count(retracted_at) > 0
), ordered as (
  select line_key, superseded_at, retracted_at, superseded_given,
    next_recorded(line_id, recorded_at, retracted_at, line_key) as next_at
  from line_version semi join several using (line_id)
)
select line_key, version_end(superseded_given, retracted_at, next_at) as ends_at from ordered
where superseded_at is distinct from version_end(superseded_given, retracted_at, next_at);

update line_version set superseded_at = ends_at, superseded_by = cast($import_id as integer) from ended_version where line_version.line_key = ended_version.line_key;
