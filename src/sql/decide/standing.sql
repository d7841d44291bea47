-- what stands while other ways to decide are tried: the sets in force, whom they concern, who is worked out together, and which line takes
-- the place of which by "replaces": by a decision only lines of one customer and product do, which are looked at together
create or replace temp table standing_set as select * from set_in_force;

create or replace temp table standing_reach as select distinct rank, landed_key as customer_key from set_line;

create or replace temp table standing_home as select * from customer_home;

create or replace temp table line_link as
select by_line.line_key as by_key, replaced.line_key as of_key
from line_version as by_line join line_version as replaced on replaced.line_id = by_line.replaces
where by_line.superseded_at is null and replaced.superseded_at is null and by_line.replaces <> '';

create or replace temp table scenario_worth (scenario_no bigint, arr hugeint, closing hugeint);
