-- the book as it was when so much had been done to it: one row with the last thing done to lines and facts, and the last decision. These stand
-- before the book's own tables in the derivation of a question, as those of derive/knowledge do
create or replace table knowledge as
select cast($last_import as integer) as last_import, cast($last_decision as integer) as last_decision;

-- versions of lines of which something later moved an end: the end that they had then
create or replace table known_end as
with moved as (
  select distinct line_id from book.line_version cross join knowledge where superseded_by > last_known(line_id, last_import, last_decision)
), seen as (
  select line_key, line_id, superseded_given, recorded_at, case when retracted_by <= last_known(line_id, last_import, last_decision) then retracted_at end as retracted_at
  from book.line_version semi join moved using (line_id) cross join knowledge where import_id <= last_known(line_id, last_import, last_decision)
), followed as (
  select *, next_recorded(line_id, recorded_at, retracted_at, line_key) as next_at from seen
)
select line_key, version_end(superseded_given, retracted_at, next_at) as ends_at from followed;

create or replace view line_version as
select line.* replace (case when known_end.line_key is null then line.superseded_at else ends_at end as superseded_at)
from book.line_version as line left join known_end using (line_key) cross join knowledge
where line.import_id <= last_known(line_id, last_import, last_decision);

create or replace view customer_fact as
select fact.* replace (case when fact.superseded_by <= last_import then fact.superseded_at end as superseded_at)
from book.customer_fact as fact cross join knowledge where import_id <= last_import;

create or replace view decision as
select taken.* replace (case when taken.withdrawn_import <= last_decision then taken.withdrawn_at end as withdrawn_at)
from book.decision as taken cross join knowledge where import_id <= last_decision;

create or replace view statement as
select made.* replace (case when made.withdrawn_import <= last_import then made.withdrawn_at end as withdrawn_at)
from book.statement as made cross join knowledge where import_id <= last_import;

-- lines as they were and decisions as they are may meet in cells that the book never had
create or replace table cell as select * from book.cell;
