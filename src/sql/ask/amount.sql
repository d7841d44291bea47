-- a line worth eight times as much as the one before it of its customer and product, or an eighth: its price may be for another period, or its
-- point in another place: by as many digits as bring it closest, up to three. A line that begins where another ends renews it, whatever stands between, and is asked about from five times on: a
-- renewal that raises the price as well hides a slip by ten
with priced as (
  select line_key, customer_key, product_key, cell_key, arg_min(native, from_on) as native, arg_min(arr, from_on) as arr from arr_line where arr > 0 and not is_adjustment(line_key) group by all
), told as (
  select priced.*, line.line_id, line.landed_key, line.amount, line.amount_per, line.price_places, line.start_date, counted_line.term_end, priced_cell.currency
  from priced join present_line as line using (line_key) join counted_line using (line_key) join priced_cell on priced_cell.cell_key = priced.cell_key
), renewed as (         -- of several that end there the one that is closest
  select line.line_key, arg_min(struct_pack(line_id := other.line_id, native := other.native, arr := other.arr),
    (greatest(line.native, other.native) // least(line.native, other.native), other.line_id)) as other
  from told as line join told as other on other.customer_key = line.customer_key and other.product_key = line.product_key and other.currency = line.currency and other.term_end = line.start_date
  group by line.line_key
), follower as (
  select told.*, renewed.other is not null as is_renewal,
    coalesce(renewed.other, case when lag(currency) over pair = currency then struct_pack(line_id := lag(line_id) over pair, native := lag(native) over pair, arr := lag(arr) over pair) end) as other
  from told left join renewed using (line_key)
  window pair as (partition by customer_key, product_key order by start_date, line_id)
), odd as (
  select *, native > other.native as is_more, case when is_renewal then 5 else 8 end as odd_from,
    greatest(native, other.native) // least(native, other.native) as quotient from follower where other is not null
), repriced as (
  select *, case when is_more and amount_per in ('month', 'quarter', 'week', 'half_year') then 'year' when not is_more and amount_per = 'year' then 'month' end as other_per,
    case when price_places <= 12 then '1' || repeat('0', list_position([quotient < 30, quotient < 300, quotient < 3000], true)) end as times,
    case when is_more then 'divided_by_' else 'times_' end as way
  from odd where native >= odd_from * other.native or odd_from * native <= other.native
)
select 'amount|' || line_id as question_key, customer_id || ', ' || product as subject, [landed_key] as customers, abs(repriced.arr - other.arr) as stake,
  {'customer': customer_id, 'product': product, 'line': line_id, 'other': other.line_id, 'amount': amount, 'amount_per': amount_per, 'is_more': is_more, 'is_renewal': is_renewal} as facts,
  list_filter([as_it_is('as_written'),
    case when other_per is not null then choice_of('per_' || other_per, [line_set(line_id, 'amount_per', other_per)]) end,
    case when times is not null then choice_of(way || times, [line_set(line_id, 'amount_times', case when is_more then '0.' || repeat('0', strlen(times) - 2) || '1' else times end || ' x ' || amount)]) end,
    case when other_per is null then choice_of('left_out', [line_set(line_id, 'left_out', 'yes')]) end], each -> each is not null) as choices
from repriced
  join customer on customer.customer_key = repriced.customer_key
  join product on product.product_key = repriced.product_key;
