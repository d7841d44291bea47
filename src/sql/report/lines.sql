-- the lines that make up ARR on a day, each with the arithmetic that made it
with live as (
  select arr_line.*, payer.customer_id, version.* exclude (line_key, customer_key, cell_key, is_acquired, start_date, end_date, kind),
    counted_line.kind, counted_line.start_date, counted_line.term_end, counted_line.is_open, factor_rule, factor_num, factor_den, months,
    cell.product, coalesce(nullif(cell.currency, ''), policy.line_currency) as currency, import.source as file
  from arr_line
    join line_version as version using (line_key)
    join counted_line using (line_key)
    join payer() as payer on payer.customer_key = arr_line.payer_key
    join cell on cell.cell_key = arr_line.cell_key
    join import using (import_id)
    cross join policy
  where from_on <= cast($on as date) and cast($on as date) < to_on and arr_line.payer_key between $first_customer and $last_customer
), decided as (         -- what was decided of a line, by its name or its product
  select line_key, string_agg(case when deed = 'answer' then 'Q' || question_no || ' ' || choice else 'D' || decision_id || ' ' || note end, ', ' order by decision_id) as decisions
  from (select line_key, decision_id from live join decision_set on target = 'line' and target_id = line_id
        union
        select line_key, decision_id from live join decision_set on target = 'product' and target_id = product
        union
        select line_key, decision_id from live join adjusted_line using (line_key)) as named
    join decision using (decision_id)
  where withdrawn_at is null
  group by line_key
), placed as (
  select *, row_number() over (order by customer_id, product, start_date, line_id) as place from live
)
select line_id, customer_id as customer, coalesce(nullif(customer_name, ''), told['name'], customer_id) as name, product, start_date,
  case when not is_open then term_end end as end_date, amount, amount_per, amount_every, quantity, currency,
  list_arr, arr - list_arr as discount_arr, arr,
  amount || case when quantity <> '1' then ' x ' || quantity else '' end
    || case when discount_percent <> '0' and list_arr <> arr then ' less ' || discount_percent || '%' else '' end
    || case when discount_amount <> '0' and list_arr <> arr then ' less ' || discount_amount else '' end
    || case when factor_num = factor_den then '' when factor_den = 1 then ' x ' || factor_num else ' x ' || factor_num || '/' || factor_den end
    || case factor_rule when 'months' then ' (12 of ' || months || ' months)' when 'days' then ' (days)' when 'face' then ' (at face)' when 'part' then ' (part of a year)' else ' (per ' || amount_per || ')' end
    || case when policy.ramp <> 'current_step' and contract_id <> '' then ', ramp ' || policy.ramp else '' end
    || case when native <> arr then ', converted from ' || currency else '' end
    || coalesce(', decided: ' || decisions, '') as formula,
  file || ':' || source_row as source, place
from placed left join decided using (line_key) left join customer_told(cast($on as date)) using (customer_key) cross join policy
where place > cast($after as bigint)
order by place limit cast($limit as bigint);
