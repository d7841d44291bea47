-- one row a thing said and the time from which it was the last word on its subject; until_at null: it still is
create or replace temp macro statement_span() as table
select *, lead(said_at) over (partition by topic, subject order by said_at, coalesce(copy_of, statement_key)) as until_at
from statement where withdrawn_at is null;

-- one row a thing that is said and holds
create or replace temp macro standing_statement(p_topic) as table
select * from statement_span() where topic = p_topic and until_at is null and not is_removed;
