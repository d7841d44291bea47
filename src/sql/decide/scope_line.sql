-- scope x customer x product: what is worked out together; no product: all of the customer's. Whoever decisions put together with a
-- customer comes along
create or replace temp table scope_mate as
with told as (
  select unnest(from_json($scopes, '[{"scope_no": "BIGINT", "customer_key": "INTEGER", "product_key": "INTEGER"}]'), recursive := true)
)
select scope_no, customer_key, product_key from told
union
select scope_no, mate.customer_key, product_key
from told join standing_home as mine using (customer_key) join standing_home as mate on mate.home_key = mine.home_key;

-- scope x line of its customers and products; those that are no members are there only for what they take the place of
create or replace temp table scope_line as
with present as (
  select line_key, customer_key, product_key from line_version join cell using (cell_key)
  where superseded_at is null and customer_key in (select scope_mate.customer_key from scope_mate)
), member as (
  select scope_no, line_key from scope_mate join present on present.customer_key = scope_mate.customer_key and present.product_key = scope_mate.product_key
  union
  select scope_no, line_key from scope_mate join present on present.customer_key = scope_mate.customer_key where scope_mate.product_key is null
), outside as (
  select distinct scope_no, by_key as line_key from member join line_link on of_key = line_key
)
select scope_no, line_key, true as is_member from member
union all
select scope_no, line_key, false from outside anti join member using (scope_no, line_key);

-- what each scope comes to in the book as it is decided
create or replace temp table scope_worth as
select scope_no, coalesce(sum(arr) filter (where from_on <= cast($on as date) and cast($on as date) < to_on), 0) as arr,
  coalesce(sum(arr) filter (where from_on <= cast($close as date) and cast($close as date) < to_on), 0) as closing
from scope_mate join arr_line on arr_line.customer_key = scope_mate.customer_key and coalesce(scope_mate.product_key, arr_line.product_key) = arr_line.product_key
where from_on <= cast($on as date) and cast($close as date) < to_on
group by scope_no;
