-- one row a value that nothing has in a column, and the one there is that is most like it, where it is like it
with known as (
  select case $column when 'product' then product when 'currency' then currency when 'source' then source else attrs[$column] end as value from cell
  union
  select value from customer_fact where name = $column and superseded_at is null
  union
  select customer_id from payer() where $column = 'customer'
  union
  select group_id from customer_top($column = 'parent')
  union
  select line_currency from policy where $column = 'currency'
  union
  select cancel_reason from line_version where $column = 'cancel_reason' and superseded_at is null
), asked as (
  select distinct unnest(from_json($values, '["VARCHAR"]')) as value
)
select asked.value, (
  select arg_min(known.value, (damerau_levenshtein(lower(known.value), lower(asked.value)), known.value)) from known
  where known.value <> '' and damerau_levenshtein(lower(known.value), lower(asked.value)) <= greatest(1, len(asked.value) // 3)
) as near
from asked anti join known using (value) where asked.value <> '' order by asked.value;
