-- one row a word on what becomes of a renewal (topic renewal_outlook), and the days [said_on, until_on) at whose close it was the last on its subject:
-- customer, product (empty: all of them) and the days [due_from, due_to) in which it is due; outcome and how likely that is, in millionths; renews_e6: how likely
-- it is renewed at all; expected: the ARR then, in minor units of the reporting currency, null where nobody said or no rate tells. The greater word_no is the later
create or replace temp macro renewal_word() as table
with word as (
  select span.*, amount, cast(digits_of(said['probability']) * 1000000 // ten_to(places_of(said['probability'])) as bigint) as chance
  from statement_span() as span left join statement_amount() using (statement_key) where topic = 'renewal'
)
select customer_key, customer.customer_id, coalesce(said['product'], '') as product, cast(said['from_date'] as date) as due_from, cast(said['to_date'] as date) as due_to,
  said['outcome'] as outcome, chance as probability_e6, case when said['outcome'] = 'churn' then 1000000 - chance else chance end as renews_e6,
  amount as expected, coalesce(said['note'], '') as note, coalesce(said['by'], '') as said_by,
  local_day(said_at, time_zone) as said_on, local_day(until_at, time_zone) as until_on, row_number() over (order by said_at, coalesce(copy_of, statement_key)) as word_no
from word cross join policy join customer on customer.customer_id = said['customer_id'] where not is_removed;

-- the last words at the close of a day, now where it is null. Of several words on one renewal, of which one is about all products or a longer time, the last counts
create or replace temp macro renewal_said(p_known) as table
select * from renewal_word() where case when p_known is null then until_on is null else said_on <= p_known and coalesce(until_on > p_known, true) end;

-- a share in millionths as percent, without a digit more or less
create or replace temp macro percent_text(p_e6) as p_e6 // 10000 || case when p_e6 % 10000 = 0 then '' else '.' || rtrim(lpad(cast(p_e6 % 10000 as varchar), 4, '0'), '0') end || ' %';

-- the last word at the close of a day on what is due of a customer's product on another, as a text; null where nobody said one
create or replace temp macro renewal_expected(p_on, p_due) as table
select customer_key, product_key, due_on, arg_max(said.outcome || case when probability_e6 < 1000000 then ', ' || percent_text(probability_e6) else '' end
  || ', said on ' || said_on || coalesce(' by ' || nullif(said_by, ''), ''), word_no) as expected, arg_max(said.outcome, word_no) as outcome
from (select unnest(p_due, recursive := true)) as due join product using (product_key)
  join renewal_said(p_on) as said using (customer_key) where said.product in ('', product.product) and due_on >= due_from and due_on < due_to
group by customer_key, product_key, due_on;
