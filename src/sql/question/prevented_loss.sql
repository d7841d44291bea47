-- one row a save that holds: a loss that was prevented, with the ARR that it would have been in minor units of the reporting currency, null where no rate tells
create or replace temp macro prevented_loss() as table
select statement_key, cast(said['date'] as date) as on_date, said['customer_id'] as customer_id, said['kind'] as kind, coalesce(said['owner'], '') as owner, amount
from standing_statement('save') left join statement_amount() using (statement_key);
