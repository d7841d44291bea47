-- one row a thing that is newly said, as far as it is another than what was the last word on its subject then
create or replace temp table new_statement as
with given as (
  select unnest(from_json($rows, '[{"row_no": "BIGINT", "topic": "VARCHAR", "subject": "VARCHAR", "said": "MAP(VARCHAR, VARCHAR)", "recorded_on": "VARCHAR", "is_removed": "BOOLEAN"}]'), recursive := true)
), timed as (
  select *, coalesce(record_instant(nullif(recorded_on, ''), $time_zone), cast($now as timestamp)) as said_at from given
)
select timed.* from timed
where not exists (
  from statement_span() as known
  where known.topic = timed.topic and known.subject = timed.subject and known.said_at <= timed.said_at and coalesce(timed.said_at < known.until_at, true)
    and case when timed.is_removed then known.is_removed else not known.is_removed and known.said = timed.said end
);

create or replace temp table ended_version as
select statement_key as line_key from statement_span() as known where until_at is null and not is_removed and exists (from new_statement as new where new.topic = known.topic and new.subject = known.subject);

insert into statement by name
select (select coalesce(max(statement_key), 0) from statement) + row_number() over (order by row_no, said_at) as statement_key, cast($import_id as integer) as import_id,
  row_no as source_row, topic, subject, said, is_removed, said_at, said_at as recorded_at
from new_statement;
