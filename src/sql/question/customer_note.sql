-- one row a note on a customer that held at the close of a day, now where it is null: of which day it is, and what it says. The greater note_no is the later;
-- customer_key is the payer's
create or replace temp macro customer_note(p_known) as table
select coalesce(group_key, customer.customer_key) as customer_key, cast(said['date'] as date) as on_date, said['text'] || coalesce(' (' || nullif(said['by'], '') || ')', '') as note,
  row_number() over (order by said_at, coalesce(copy_of, statement_key)) as note_no
from statement_span() as span cross join policy join customer on customer.customer_id = said['customer_id'] left join customer_group as grouped on grouped.customer_key = customer.customer_key
where topic = 'note' and not is_removed
  and case when p_known is null then until_at is null else local_day(said_at, time_zone) <= p_known and coalesce(local_day(until_at, time_zone) > p_known, true) end;

-- the latest of them of each customer by the day that is asked about, after its day
create or replace temp macro latest_note(p_on, p_known) as table
select customer_key, arg_max(on_date || ': ' || note, (on_date, note_no)) as note from customer_note(p_known) where on_date <= p_on group by customer_key;
