-- ends what an import brought, and records anew, as copies, the versions that it had ended and that nothing else has replaced since
create or replace temp table changed_line as
select distinct line_id from line_version where import_id = cast($import_id as integer) or superseded_by = cast($import_id as integer);

create or replace temp table restored_version as
select * from line_version
where superseded_by = cast($import_id as integer)
  and line_id in (select line_id from line_version where import_id = cast($import_id as integer) and superseded_at is null
                  union select line_id from line_version where superseded_by = cast($import_id as integer) and retracted_at is not null)
qualify row_number() over (partition by line_id order by recorded_at desc nulls last, line_key desc) = 1;

update line_version set retracted_at = cast($now as timestamp) where import_id = cast($import_id as integer) and retracted_at is null;

insert into line_version by name
select * replace ((select max(line_key) from line_version) + row_number() over (order by customer_key, line_key) as line_key,
    cast($change_id as integer) as import_id, cast($now as timestamp) as recorded_at,
    cast(null as timestamp) as superseded_at, cast(null as timestamp) as retracted_at, cast(null as integer) as superseded_by)
from restored_version;

insert into line_instant by name
select line_instant.* replace (copy.line_key as line_key)
from restored_version join line_instant using (line_key)
  join line_version as copy on copy.line_id = restored_version.line_id and copy.import_id = cast($change_id as integer);

update import set undone_by = cast($change_id as integer) where import_id = cast($import_id as integer);
