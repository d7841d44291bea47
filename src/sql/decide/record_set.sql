-- the fields that a decision sets; a customer that it names and that is not there gets a key
insert into decision_set by name
select cast($decision_id as integer) as decision_id,
  unnest(from_json($sets, '[{"target": "VARCHAR", "target_id": "VARCHAR", "target_name": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR"}]'), recursive := true);

insert into customer
select (select coalesce(max(customer_key), 0) from customer) + row_number() over (order by value), value
from (select distinct value from decision_set where decision_id = $decision_id and field = 'customer') as named
where value not in (select customer_id from customer);
