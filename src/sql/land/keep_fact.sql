-- what used rows say anew becomes a version each, and ends what was said of the same before
create or replace temp table new_fact as
select told.* from told_fact as told semi join (select row_no from judged_customer where verdict = 'used') using (row_no)
  left join customer_fact as now on now.superseded_at is null and now.customer_id = told.customer_id
    and now.from_date is not distinct from told.from_date and now.name = told.name
where now.value is distinct from told.value
qualify row_number() over (partition by told.customer_id, told.from_date, told.name order by row_no) = 1;

create or replace temp table ended_version as
select fact_key as line_key from customer_fact as before
where superseded_at is null and exists (
  select 1 from new_fact where new_fact.customer_id = before.customer_id and new_fact.from_date is not distinct from before.from_date and new_fact.name = before.name);

update customer_fact set superseded_at = cast($now as timestamp), superseded_by = cast($import_id as integer)
where fact_key in (select line_key from ended_version);

insert into customer_fact by name
select (select coalesce(max(fact_key), 0) from customer_fact) + row_number() over (order by row_no, name) as fact_key, cast($import_id as integer) as import_id,
  row_no as source_row, customer_id, from_date, name, value, cast($recorded_at as timestamp) as recorded_at
from new_fact;
