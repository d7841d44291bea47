-- the fields that a decision sets; a customer that it names and that is not there gets a key, and so does the cell of a line in another currency
insert into decision_set by name
select cast($decision_id as integer) as decision_id,
  unnest(from_json($sets, '[{"target": "VARCHAR", "target_id": "VARCHAR", "target_name": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR"}]'), recursive := true);

insert into customer
select (select coalesce(max(customer_key), 0) from customer) + row_number() over (order by value), value
from (select distinct value from decision_set where decision_id = $decision_id and field = 'customer') as named
where value not in (select customer_id from customer);

insert into cell
select (select coalesce(max(cell_key), 0) from cell) + row_number() over (order by product, currency, source), product_key, product, currency, attrs, source
from (
  select distinct mine.product_key, mine.product, model.currency, mine.attrs, mine.source
  from decision_set
    join line_version as line on line.line_id = target_id join cell as mine on mine.cell_key = line.cell_key
    join line_version as other on other.line_id = value join cell as model on model.cell_key = other.cell_key
  where decision_id = $decision_id and field = 'currency_as' and line.superseded_at is null and other.superseded_at is null
) as wanted
where (product_key, currency, attrs, source) not in (select (cell.product_key, cell.currency, cell.attrs, cell.source) from cell);
