-- whoever's figures hang together with those of a customer in scope, now or in what was derived before: customers that decisions put
-- together or took apart, and those whose lines they tie to each other. Decisions that were withdrawn are among them, as what they made may
-- still stand
insert into scope_customer
with recursive named as (
  select target_id as id from decision_set where target in ('customer', 'name')
  union
  select value from decision_set where field = 'customer'
), party as (
  select customer_key from customer semi join named on named.id = customer.customer_id
), tie as (
  select target_id as one, value as other from decision_set where field in ('cut_by', 'copy_of')
), tied as (
  select line_id, customer_key from line_version semi join (select one as line_id from tie union select other from tie) as ends using (line_id)
), pair as (
  select mine.customer_key as one, counted_line.customer_key as other
  from counted_line join (select line_key, line_version.customer_key from line_version semi join party using (customer_key)) as mine using (line_key)
  union
  select customer_key, home_key from customer_home
  union
  select mine.customer_key, theirs.customer_key from tied as mine join tie on tie.one = mine.line_id join tied as theirs on theirs.line_id = tie.other
), edge as (
  select one, other from pair where one <> other union select other, one from pair where one <> other
), reach as (
  select customer_key from scope_customer
  union
  select edge.other from reach join edge on edge.one = reach.customer_key
)
select customer_key from reach where customer_key not in (select scope_customer.customer_key from scope_customer);
