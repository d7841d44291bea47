-- scenario x present line whose point a decision moved: the amount with the point moved, as text, and its prices before and after discount. The
-- value is `10 x 1200`: the answer was given on 1200, and does nothing to a line that says another amount now
create or replace temp table decided_amount as
with moved as (
  select scenario_no, line_key, split_part(amount_times_set, ' x ', 1) as times, amount, gross_num, net_num, price_places, discount_amount
  from line_version join decided_field using (line_key) where amount_times_set is not null and split_part(amount_times_set, ' x ', 2) = amount
), parted as (
  select *, case when contains(times, '.') then 2 - strlen(times) else strlen(times) - 1 end as up, case when amount[1] = '-' then '-' else '' end as sign,
    split_part(ltrim(amount, '+-'), '.', 1) as whole, split_part(amount, '.', 2) as decimals,
    cast(replace(ltrim(discount_amount, '+'), '.', '') as hugeint) as off_num, strlen(split_part(discount_amount, '.', 2)) as off_places
  from moved
), padded as (           -- enough zeros on the side to which the point goes
  select *, repeat('0', greatest(0, -up)) || whole || decimals || repeat('0', greatest(0, up - strlen(decimals))) as digits, strlen(whole) + greatest(0, -up) + up as point from parted
), priced as (           -- what is taken off as a sum stays as it is
  select scenario_no, line_key, times, sign || coalesce(nullif(ltrim(digits[:point], '0'), ''), '0') || coalesce('.' || nullif(rtrim(digits[point + 1:], '0'), ''), '') as amount_set,
    small.value as by_ten, off_num * ten.value as off, *
  from padded join power_of_ten as small on small.places = abs(up) join power_of_ten as ten on ten.places = price_places - least(off_places, price_places)
)
select scenario_no, line_key, times, amount_set,
  case when up > 0 then gross_num * by_ten else gross_num end as gross_set,
  case when up > 0 then net_num * by_ten + off * (by_ten - 1) else net_num - off * (by_ten - 1) end as net_set,
  cast(price_places + greatest(0, -up) as utinyint) as places_set
from priced;
