-- committed ARR at the close of a day: what comes from lines signed ahead, one row a month of go-live
create or replace temp macro carr_month(p_on, p_horizon, p_where) as table
with coming as materialized (
  select coming.*, line_id from kept_coming(p_on, p_horizon, p_where) as coming join line_version using (line_key)
), taken as materialized (
  select * from place_taken(p_on, p_horizon)
), live as (
  select * from kept_standing(p_on, '[]', p_where)
), arriving as (        -- of lines that take each other's place only the last
  select coming.* from coming anti join taken using (line_key)
), leaving as (         -- each live line is taken out once, for the earliest that takes its place
  select live.line_key, live.arr, any_value(live.is_kept) as is_kept, arg_min(struct_pack(customer_key, product_key, begin_on, signed_on), (begin_on, line_id)) as taker
  from live join taken using (line_key) join coming on coming.line_key = by_key group by live.line_key, live.arr
), set_against as (     -- in the month of its taker, or where another took that one's place, of the next line of the same customer and product
  select leaving.line_key, any_value(leaving.arr) as arr, any_value(leaving.is_kept) as is_kept, any_value(taker) as taker, coalesce(min(arriving.begin_on), any_value(taker.begin_on)) as on_day
  from leaving left join arriving
    on arriving.customer_key = taker.customer_key and arriving.product_key = taker.product_key and arriving.begin_on >= taker.begin_on
  group by leaving.line_key
), moved as (
  select customer_key, product_key, begin_on as on_day, arr as amount, line_key, signed_on, is_kept from arriving
  union all
  select taker.customer_key, taker.product_key, on_day, -arr, null, taker.signed_on, is_kept from set_against
), netted as (          -- excess or shortfall is that of a customer's product as a whole
  select *, sum(amount) over (partition by customer_key, product_key) >= 0 as is_excess from moved
)
select date_trunc('month', on_day) as month_on, count(line_key) as lines,
  coalesce(sum(amount) filter (where is_excess), 0) as signed_not_live,
  coalesce(sum(amount) filter (where not is_excess), 0) as known_contraction,
  p_on - min(signed_on) as age
from netted where is_kept group by month_on;

-- its parts, one row: what is live, and what is signed or known to change it
create or replace temp macro carr_part(p_on, p_horizon, p_where) as table
with by_month as (
  select * from carr_month(p_on, p_horizon, p_where)
), live as (
  select * from kept_standing(p_on, '[]', p_where)
)
select kept_arr(p_on, p_where) as live,
  coalesce((select sum(signed_not_live) from by_month), 0) as signed_not_live,
  coalesce((select sum(known_contraction) from by_month), 0) as known_contraction,
  coalesce((select -sum(arr) from live join noticed_line using (line_key) cross join policy anti join place_taken(p_on, p_horizon) as taken using (line_key)
    where is_kept and cancelled_on <= p_on and carr_known_churn = 'deduct'), 0) as known_churn;
