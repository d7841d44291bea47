-- one row: how many lines an import brings under names that the book did not know, how many of these are otherwise lines that it has, and one pair of names
with brought as (
  select now.line_key, now.line_id, now.customer_key, product_key, now.start_date, now.amount, now.amount_per
  from line_version as now semi join new_version using (line_key) join cell using (cell_key)
  where not exists (select 1 from line_version as other where other.line_id = now.line_id and other.line_key not in (select line_key from new_version))
), known as (
  select line_id as known_id, customer_key, product_key, start_date, amount, amount_per
  from line_version join cell using (cell_key)
  where superseded_at is null and customer_key in (select brought.customer_key from brought) and line_key not in (select line_key from new_version)
)
select (select count(*) from brought) as brought, count(distinct line_key) as alike, arg_min(line_id, line_key) as example, arg_min(known_id, line_key) as known_example
from brought join known using (customer_key, product_key, start_date, amount, amount_per);
