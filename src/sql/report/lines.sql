-- the lines that make up ARR on a day, each with the arithmetic that made it
with live as (
  select held.* exclude (customer_key), counted_line.customer_key, payer.customer_id, version.* exclude (line_key, customer_key, cell_key, is_acquired, start_date, end_date, kind),
    counted_line.kind, counted_line.start_date, counted_line.term_end, counted_line.is_open, factor_rule, factor_num, factor_den, months,
    cell.product, coalesce(nullif(cell.currency, ''), policy.line_currency) as currency, import.source as file
  from cell_line($by, $where, $level) as held
    join line_version as version using (line_key)
    join counted_line using (line_key)
    join payer() as payer on payer.customer_key = held.customer_key
    join cell on cell.cell_key = counted_line.cell_key
    join import using (import_id)
    cross join policy
  where from_on <= cast($on as date) and cast($on as date) < to_on and held.customer_key between $first_customer and $last_customer
), placed as (
  select *, row_number() over (order by customer_id, product, start_date, line_id) as place from live
), page as (
  select * from placed where place > cast($after as bigint) order by place limit cast($limit as bigint)
)
select line_id, customer_id as customer, coalesce(nullif(customer_name, ''), told['name'], customer_id) as name, product, start_date,
  case when not is_open then term_end end as end_date, amount, amount_per, amount_every, quantity, currency,
  list_arr, arr - list_arr as discount_arr, arr,
  line_formula(page, times, policy.ramp) || coalesce(', decided: ' || decisions, '') as formula,
  file || ':' || source_row as source, place
from page left join line_decision((select list(line_key) from page)) as decided using (line_key) left join line_times((select list(line_key) from page)) as moved using (line_key)
  left join customer_told(cast($on as date)) using (customer_key) cross join policy
order by place;
