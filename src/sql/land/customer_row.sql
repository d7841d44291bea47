-- rows of a file about customers: of whom, from which day, and whether a row says anything at all
create or replace temp table customer_row as
select row_no, cast(cell_text(cells, cast($customer_at as integer)) as varchar) as customer_id, cast(cell_text(cells, cast($from_at as integer)) as varchar) as from_text, cells,
  coalesce(array_to_string(cells, ''), '') = '' as is_blank
from raw_row;

-- what they say, one row a cell that is not empty
create or replace temp table told_fact as
with named as (
  select unnest(from_json($names, '[{"name": "VARCHAR", "at": "INTEGER"}]'), recursive := true)
)
select row_no, customer_id, day_of(from_text) as from_date, named.name, cell_text(cells, named.at) as value
from customer_row cross join named
where customer_id is not null and not is_bad_date(from_text) and cell_text(cells, named.at) is not null;

-- one row a row of the file: what becomes of it, and what is wrong with it; "nothing" is a row that says nothing of its customer
create or replace temp table judged_customer as
with contested as (
  select customer_id, from_date, name from told_fact group by customer_id, from_date, name having count(distinct value) > 1
), compared as (
  select told.row_no, min(contested.name) as contested,
    bool_and(coalesce(now.value = told.value, false)) as is_known, list((told.name, told.value) order by told.name) as said, min(told.customer_id) as customer_id, min(told.from_date) as from_date
  from told_fact as told
    left join contested on contested.customer_id = told.customer_id and contested.from_date is not distinct from told.from_date and contested.name = told.name
    left join customer_fact as now on now.superseded_at is null and now.customer_id = told.customer_id
      and now.from_date is not distinct from told.from_date and now.name = told.name
  group by told.row_no
), placed as (
  select *, row_number() over (partition by customer_id, from_date, said order by row_no) as place from compared
)
select row_no, contested,
  case when is_blank then 'blank' when customer_row.customer_id is null then 'customer-id-missing' when is_bad_date(from_text) then 'date-unreadable'
    when placed.row_no is null then 'nothing' when place > 1 then 'repeated' when contested is not null then 'customer-fact-twice'
    when is_known then 'unchanged' else 'used' end as verdict,
  from_text
from customer_row left join placed using (row_no);
