-- payer x period x product in which a line begins, ends or changes its amount, x each of its lines at the opening or the closing: amounts at
-- both, free lines too; is_arrived: it came with a company bought
create or replace temp macro product_line(p_periods) as table
with period as (
  select * from period_list(p_periods)
), edge as (
  select payer_key, product_key, from_on as on_date from arr_line
  union
  select payer_key, product_key, to_on from arr_line where to_on < date '9999-01-01'
), place as (
  select distinct payer_key, product_key, period_no, from_date, to_date from edge join period on on_date >= from_date and on_date < to_date
), standing as (
  select place.*, line_key, customer_key as owner_key, cell_key, is_acquired, begin_on, native, arr,
    from_on < from_date and from_date <= to_on as stood, from_on < to_date and to_date <= to_on as stands
  from place join arr_line using (payer_key, product_key)
  where from_on < from_date and from_date <= to_on or from_on < to_date and to_date <= to_on
)
select payer_key as customer_key, period_no, from_date, to_date, standing.product_key, line_key, any_value(owner_key) as owner_key,
  any_value(coalesce(nullif(cell.currency, ''), policy.line_currency)) as currency,
  bool_or(stood) as stood, bool_or(stands) as stands,
  bool_or(is_acquired and stands and arr <> 0 and begin_on >= from_date) as is_arrived,
  coalesce(sum(native) filter (where stood), 0) as native_0, coalesce(sum(native) filter (where stands), 0) as native_1,
  coalesce(sum(arr) filter (where stood), 0) as arr_0, coalesce(sum(arr) filter (where stands), 0) as arr_1
from standing join cell using (cell_key) cross join policy
group by payer_key, period_no, from_date, to_date, standing.product_key, line_key;
