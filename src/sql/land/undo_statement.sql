-- what was said becomes what it would be had the undone things never been done: their words go, those of the others that are gone are recorded anew
update statement set withdrawn_at = cast($now as timestamp), withdrawn_import = cast($change_id as integer)
where withdrawn_at is null and coalesce(copy_of, statement_key) in (
  select statement_key from statement as first_said where list_contains(from_json($undone, '["INTEGER"]'), import_id));

insert into statement by name
select * replace ((select max(statement_key) from statement) + row_number() over (order by statement_key) as statement_key, cast($change_id as integer) as import_id,
    cast($now as timestamp) as recorded_at, cast(null as timestamp) as withdrawn_at, cast(null as integer) as withdrawn_import, statement_key as copy_of)
from statement
where copy_of is null and not list_contains(from_json($undone, '["INTEGER"]'), import_id)
  and statement_key not in (select coalesce(copy_of, statement_key) from statement where withdrawn_at is null);
