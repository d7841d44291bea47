-- the customers whose figures a decision can move: those whose lines it names, as the source has them and as it was decided, those whose
-- lines they take the place of, and whoever is worked out together with them as long as it stands
create or replace temp table scope_customer as
with named as (
  select decided_line.* from decided_line semi join (select line_key from set_line where rank = $decision_id) as mine using (line_key)
), told as (
  select landed_key as customer_key from named
  union
  select customer_set from named where customer_set is not null
  union
  select replaced.customer_key
  from named join line_version as mine using (line_key) join line_version as replaced on replaced.line_id = mine.replaces
  where is_left_out and mine.replaces <> '' and replaced.superseded_at is null
)
select * from told
union
select mate.customer_key from told join customer_home as mine using (customer_key) join customer_home as mate on mate.home_key = mine.home_key;
