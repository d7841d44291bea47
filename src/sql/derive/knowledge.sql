-- the book as it was known at the end of a day in the time zone: what was recorded later is not there, and what was superseded or withdrawn
-- later still stands. By signature, a line that the book knows since ever is known from the day on which it was signed. These stand before the book's own tables in the derivation of a question, so that nothing else need know of them
create or replace table knowledge as
select timezone('UTC', timezone(policy.time_zone, cast(cast($known_on as date) + 1 as timestamp))) as until_at,
  cast($known_on as date) as last_day, coalesce($by_signature, false) as by_signature
from policy;

create or replace view line_version as
select line.* replace (case when line.superseded_at < until_at then line.superseded_at end as superseded_at)
from book.line_version as line cross join knowledge
where coalesce(recorded_at < until_at, not by_signature or coalesce(signed_on, start_date) <= last_day);

create or replace view customer_fact as
select fact.* replace (case when fact.superseded_at < until_at then fact.superseded_at end as superseded_at)
from book.customer_fact as fact cross join knowledge where coalesce(recorded_at < until_at, true);

create or replace view decision as
select taken.* replace (case when taken.withdrawn_at < until_at then taken.withdrawn_at end as withdrawn_at)
from book.decision as taken cross join knowledge where recorded_at < until_at;

create or replace view statement as
select made.* replace (case when made.withdrawn_at < until_at then made.withdrawn_at end as withdrawn_at)
from book.statement as made cross join knowledge where recorded_at < until_at;
