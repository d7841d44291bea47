-- a decimal text without the zeros at its end: its digits as a whole number, the places after its point, the digits before it
create or replace temp macro short_number(p_text) as case when contains(p_text, '.') then rtrim(rtrim(p_text, '0'), '.') else p_text end;
create or replace temp macro number_digits(p_text) as cast(replace(replace(short_number(p_text), '.', ''), '+', '') as hugeint);
create or replace temp macro number_places(p_text) as strlen(split_part(short_number(p_text), '.', 2));
create or replace temp macro number_whole(p_text) as strlen(ltrim(split_part(p_text, '.', 1), '+-0'));

-- p_amount * p_num / p_den where the two are quantities of any length: 18 digits of the longer one count; zero where the answer fits no amount
create or replace temp macro ten_power(p_places) as cast(rpad('1', cast(p_places as integer) + 1, '0') as hugeint);
create or replace temp macro scale_quantity(p_amount, p_num, p_den) as
  list_transform([ten_power(greatest(0, strlen(cast(greatest(abs(p_num), abs(p_den)) as varchar)) - 18))], unit ->
    case when abs(p_num // unit) // abs(p_den // unit) < ten_power(30) // abs(p_amount)
      then scale_amount(p_amount * sign(p_num) * sign(p_den), abs(p_num // unit), abs(p_den // unit)) else 0 end)[1];

-- continuing payer x period x product of which a line moved: its change in parts. total = price + volume + cross_sell + product_loss + discount
-- + ramp + other; fx and acquired stand beside it
create or replace temp macro price_volume(p_periods) as table
with recursive line as materialized (
  select * from product_line(p_periods)
), step as (            -- what can be a step of a contract
  select counted_line.line_key, counted_line.customer_key, counted_line.product_key, contract_id, coalesce(nullif(cell.currency, ''), policy.line_currency) as currency,
    counted_line.start_date, case when not is_open then term_end end as term_end
  from counted_line join line_version using (line_key) join cell on cell.cell_key = counted_line.cell_key cross join policy
  where contract_id <> '' and (is_open or counted_line.start_date < term_end)
), walk as (            -- from a line that left, step by step: each starts where the signed term of the one before ends
  select period_no, to_date, line_key as first_key, step.* from line join step using (line_key) where stood and not stands
  union
  select period_no, to_date, first_key, step.*
  from walk join step on step.contract_id = walk.contract_id and step.customer_key = walk.customer_key and step.product_key = walk.product_key
    and step.currency = walk.currency and step.start_date = walk.term_end and step.start_date < walk.to_date
), ramp as (
  select period_no, first_key, line.line_key as last_key from walk join line using (period_no, line_key) where stands and not stood and not is_arrived
), parted as (
  select line.*, case when first_key is not null or last_key is not null then 'ramp' when stood and stands and native_0 <> native_1 then 'discount' end as part
  from line left join (select distinct period_no, first_key from ramp) as left_by on left_by.period_no = line.period_no and first_key = line_key
    left join (select distinct period_no, last_key from ramp) as come_by on come_by.period_no = line.period_no and last_key = line_key
), named as (           -- at the rate at which the movement of its payer and currency is taken
  select customer_key, period_no, product_key, part,
    case when any_value(move_num) is null then sum(arr_1 - arr_0) else scale_amount(cast(sum(native_1 - native_0) as hugeint), any_value(move_num), any_value(move_den)) end as amount
  from parted left join currency_step(p_periods, 'net') as rated using (customer_key, period_no, currency)
  where part is not null group by customer_key, period_no, product_key, part, currency
), part as (
  select customer_key, period_no, product_key, coalesce(sum(amount) filter (where part = 'ramp'), 0) as ramp, coalesce(sum(amount) filter (where part = 'discount'), 0) as discount
  from named group by customer_key, period_no, product_key
), written as (         -- in one unit for each payer's product, of 30 digits at most
  select parted.*, number_digits(quantity) as digits, number_places(quantity) as places,
    least(max(number_places(quantity)) over whole, 30 - max(number_whole(quantity)) over whole) as unit_places
  from parted join line_version using (line_key) window whole as (partition by parted.customer_key, period_no, parted.product_key)
), counted as (         -- what a ramp's step has more than the one before is the ramp's
  select *, digits * ten_power(greatest(unit_places - places, 0)) // ten_power(greatest(places - unit_places, 0)) as quantity,
    case when part = 'ramp' then stood else stands and not is_arrived end as is_sold
  from written
), held as (
  select distinct line.customer_key, period_no, line.product_key, true as is_held
  from line join held_cover on held_cover.customer_key = owner_key and held_cover.product_key = line.product_key
    and (stood and gap_on < from_date and from_date <= held_to or stands and gap_on < to_date and to_date <= held_to)
), pair as (
  select customer_key, period_no, from_date, product_key, cast(sum(arr_0) as hugeint) as v0, cast(sum(arr_1) as hugeint) as v1,
    coalesce(sum(quantity) filter (where stood), 0) as q0, coalesce(sum(quantity) filter (where is_sold), 0) as q1
  from counted group by customer_key, period_no, from_date, product_key
), outside as (
  select customer_key, period_no, product_key, fx, acquired
  from cut_step(p_periods, 'net', ['product']) join kept_cell('[]', '[]', 'customer_product') as kept_cell using (group_no) join product using (product)
), continuing as (      -- whose ARR stands as it did has no step of its own
  select customer_key, period_no from customer_step(p_periods, 'net') where category in ('continue', 'acquired_new')
  union
  select place.customer_key, period_no from (select distinct customer_key, period_no, from_date from pair) as place join customer_day using (customer_key)
    anti join customer_step(p_periods, 'net') as step using (customer_key, period_no)
  where on_date < from_date group by place.customer_key, period_no having arg_max(after, on_date) > 0
), whole as (
  select pair.*, coalesce(fx, 0) as fx, coalesce(acquired, 0) as acquired, v1 - v0 - coalesce(fx, 0) - coalesce(acquired, 0) as total,
    case when v0 = 0 and v1 > 0 then 'cross_sell' when v0 > 0 and v1 = 0 then 'product_loss' when is_held then 'other' else 'price' end as name,
    coalesce(ramp, 0) as ramp, coalesce(discount, 0) as discount,
    case when v0 <> 0 and v1 <> 0 and q0 <> 0 and q1 <> 0 then scale_quantity(v0, cast(q1 - q0 as hugeint), cast(q0 as hugeint)) else 0 end as volume
  from pair semi join continuing using (customer_key, period_no)
    left join outside using (customer_key, period_no, product_key) left join part using (customer_key, period_no, product_key) left join held using (customer_key, period_no, product_key)
)
select customer_key, period_no, product_key, fx, acquired, total,
  case when name = 'price' then total - volume - ramp - discount else 0 end as price,
  case when name = 'price' then volume else 0 end as volume,
  case when name = 'cross_sell' then total else 0 end as cross_sell,
  case when name = 'product_loss' then total else 0 end as product_loss,
  case when name = 'price' then discount else 0 end as discount,
  case when name = 'price' then ramp else 0 end as ramp,
  case when name = 'other' then total else 0 end as other
from whole;
