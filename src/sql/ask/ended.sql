-- customer x product whose cover has ended without notice and without anything that took its place, with the lines that ended last.
-- Renewed by its own terms, it would run to the first end of a term after the day
with ended as (
  select customer_key, product_key, max(to_on) as ended_on
  from arr_line where line_key not in (select adjusted_line.line_key from adjusted_line) group by customer_key, product_key having max(to_on) <= cast($on as date)
), lost as (
  select line.*, ended_on, counted_line.term_end, runs_until, counted_line.months, line_id, landed_key, is_end_inclusive, greatest(counted_line.term_end - counted_line.start_date, 1) as days
  from ended
    join arr_line as line on line.customer_key = ended.customer_key and line.product_key = ended.product_key and line.to_on = ended_on
    join counted_line using (line_key)
    join present_line using (line_key)
  where arr > 0 and counted_line.kind = 'recurring' and cut_on is null and cancelled_on is null
    and line.line_key not in (select adjusted_line.line_key from adjusted_line)
), renewed as (
  select *,
    case when months > 0 then list_min(list_filter(list_transform(range(1, month_steps(term_end, cast($on as date)) // months + 3), k -> add_months(term_end, k * months)), d -> d > cast($on as date)))
      else term_end + cast(((cast($on as date) - term_end) // days + 1) * days as integer) end as renewed_to
  from lost
)
select 'ended|' || customer_id || '|' || product || '|' || ended_on as question_key, customer_id || ', ' || product as subject,
  list(distinct landed_key) as customers, sum(arr) as stake,
  {'customer': customer_id, 'product': product, 'lines': list(line_id order by line_id), 'last_on': cast(ended_on - 1 as varchar), 'renewed_to': cast(max(renewed_to) as varchar),
    'ends_on': cast(max(greatest(term_end, coalesce(runs_until, term_end))) as varchar), 'is_end_inclusive': bool_and(coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive'))} as facts,
  [as_it_is('churned'), choice_of('renewed', list(line_set(line_id, 'runs_until', renewed_to) order by line_id)),
    choice_of('auto_renewed', flatten(list([line_set(line_id, 'auto_renewed', 'yes'), line_set(line_id, 'runs_until', '')] order by line_id)))] as choices
from renewed cross join policy
  join customer on customer.customer_key = renewed.customer_key
  join product on product.product_key = renewed.product_key
group by customer_id, product, ended_on;
