-- the customers whose figures the last thing done can move: those of the versions that came or ended, and of the lines that these name in "replaces"
create or replace temp table moved_version as
select customer_key, replaces from line_version where import_id = cast($import_id as integer)
union
select customer_key, replaces from line_version semi join ended_version using (line_key);

create or replace temp table scope_customer as
select customer_key from moved_version
union
select named.customer_key
from (select distinct replaces from moved_version where replaces <> '') as moved join line_version as named on named.line_id = moved.replaces;
