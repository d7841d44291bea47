-- the customers whose figures a decision can move: those whose lines it names, as the source has them and as it was decided
create or replace temp table scope_customer as
with named as (
  select decided_line.* from decided_line semi join (select line_key from set_line where rank = $decision_id) as mine using (line_key)
)
select landed_key as customer_key from named
union
select customer_set from named where customer_set is not null;
