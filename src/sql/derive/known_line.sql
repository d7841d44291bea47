-- one row a line of the present view, of the customers in scope: its civil dates, its kind, the currency it is priced in
create or replace temp view known_line as
with dated as (
  select line.line_key, line.line_id, line.customer_key, line.cell_key, line.kind, signed_on, start_date, live_on, cancelled_on,
    amount_per, amount_every, gross_num, net_num, price_places, discount_until, contract_id, auto_renew, renewal_term_months, is_acquired,
    runs_until, begins_on, is_auto_renewed, is_adjusted,
    cell.product_key, cell.currency, cell_kind.kind as rule_kind,
    coalesce(end_date + case when coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive') then 1 else 0 end, date '9999-12-31') as last_end
  from present_line as line
    semi join scope_customer on scope_customer.customer_key = line.landed_key
    join priced_cell as cell using (cell_key)
    left join cell_kind using (cell_key)
    cross join policy
)
select * exclude (kind, rule_kind, last_end),
  coalesce(nullif(kind, ''), rule_kind, 'recurring') as kind,
  case when last_end >= date '2099-12-31' then date '9999-12-31' else last_end end as term_end,
  last_end >= date '2099-12-31' as is_open
from dated;
