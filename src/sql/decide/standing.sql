-- what stands while other ways to decide are tried: the sets in force, whom they concern, who is worked out together, and lines that take
-- the place of another customer's
create or replace temp table standing_set as select * from set_in_force;

create or replace temp table standing_reach as select distinct rank, landed_key as customer_key from set_line;

create or replace temp table standing_home as select * from customer_home;

create or replace temp table foreign_link as
select by_line.line_key, by_line.customer_key as by_key, replaced.customer_key as of_key
from line_version as by_line join line_version as replaced on replaced.line_id = by_line.replaces
where by_line.superseded_at is null and replaced.superseded_at is null and by_line.replaces <> '' and by_line.customer_key <> replaced.customer_key;

create or replace temp table scenario_worth (scenario_no bigint, arr hugeint, closing hugeint);
