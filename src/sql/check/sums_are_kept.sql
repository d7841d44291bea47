-- a kept sum over all customers that is not what the customers make: the movements of a month, or the change of a day
with moved as (
  select step_from as month_on, customer_key, kind, amount, turn from customer_flow(change_period('month'), 'net')
), flow as (
  select month_on, kind, sum(amount) as amount, sum(turn) as turn from moved group by month_on, kind having sum(amount) <> 0 or sum(turn) <> 0
), set_pair as (        -- what is kept by the cells of the payers
  select month_on, kind, set_key, sum(amount) as amount, sum(wanted) as wanted, sum(turn) as turn, sum(wanted_turn) as wanted_turn
  from (select month_on, kind, set_key, amount, 0 as wanted, turn, 0 as wanted_turn from set_flow
        union all
        select month_on, kind, set_key, 0, amount, 0, turn from moved join payer_set using (customer_key)) as told
  group by month_on, kind, set_key
), month_pair as (
  select coalesce(flow.month_on, month_flow.month_on) as month_on, coalesce(flow.kind, month_flow.kind) as kind,
    coalesce(month_flow.amount, 0) as amount, coalesce(flow.amount, 0) as wanted, coalesce(month_flow.turn, 0) as turn, coalesce(flow.turn, 0) as wanted_turn
  from flow full join month_flow on month_flow.month_on = flow.month_on and month_flow.kind = flow.kind
), day as (
  select on_date, sum(change) as change, sum(turn) as turn, count(*) as customers from customer_day group by on_date
), day_pair as (
  select coalesce(day.on_date, day_total.on_date) as on_date, coalesce(day_total.change, 0) as change, coalesce(day.change, 0) as wanted,
    coalesce(day_total.turn, 0) as turn, coalesce(day.turn, 0) as wanted_turn, coalesce(day_total.customers, 0) as customers, coalesce(day.customers, 0) as wanted_customers
  from day full join day_total on day_total.on_date = day.on_date
)
select strftime(month_on, '%Y-%m') || ': ' || kind || ' is kept as' as subject, 'money' as unit, amount as found, wanted from month_pair where amount <> wanted
union all
select strftime(month_on, '%Y-%m') || ': ' || kind || ' of those with the same cells is kept as', 'money', amount, wanted from set_pair where amount <> wanted
union all
select strftime(month_on, '%Y-%m') || ': customers by ' || kind || ' of those with the same cells are kept as', 'count', turn, wanted_turn from set_pair where turn <> wanted_turn
union all
select strftime(month_on, '%Y-%m') || ': customers by ' || kind || ' are kept as', 'count', turn, wanted_turn from month_pair where turn <> wanted_turn
union all
select on_date || ': the change is kept as', 'money', change, wanted from day_pair where change <> wanted
union all
select on_date || ': the change of the number of customers is kept as', 'count', turn, wanted_turn from day_pair where turn <> wanted_turn
union all
select on_date || ': the customers that changed are kept as', 'count', customers, wanted_customers from day_pair where customers <> wanted_customers;
