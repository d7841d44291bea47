-- what is said of customers becomes what it would be had the undone things never been done: of each thing said the last word that still holds.
-- $acts and $undone as in land/undo
create or replace temp table changed_fact as
select distinct customer_id, from_date, name from customer_fact
where list_contains(from_json($acts, '["INTEGER"]'), import_id) or list_contains(from_json($acts, '["INTEGER"]'), superseded_by);

create or replace temp table standing_fact as
select fact_key from customer_fact as fact
where copy_of is null and not list_contains(from_json($undone, '["INTEGER"]'), import_id)
  and exists (select 1 from changed_fact as c where c.customer_id = fact.customer_id and c.from_date is not distinct from fact.from_date and c.name = fact.name)
qualify row_number() over (partition by customer_id, from_date, name order by fact_key desc) = 1;

update customer_fact set superseded_at = cast($now as timestamp), superseded_by = cast($change_id as integer)
where superseded_at is null and coalesce(copy_of, fact_key) not in (select fact_key from standing_fact)
  and exists (select 1 from changed_fact as c where c.customer_id = customer_fact.customer_id and c.from_date is not distinct from customer_fact.from_date and c.name = customer_fact.name);

insert into customer_fact by name
select * replace ((select max(fact_key) from customer_fact) + row_number() over (order by fact_key) as fact_key, cast($change_id as integer) as import_id,
    cast($now as timestamp) as recorded_at, cast(null as timestamp) as superseded_at, cast(null as integer) as superseded_by, fact_key as copy_of)
from customer_fact semi join standing_fact using (fact_key)
where fact_key not in (select coalesce(copy_of, fact_key) from customer_fact where superseded_at is null);
