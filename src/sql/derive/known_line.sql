-- one row a line of the present view, of the customers in scope: its civil dates, its kind, the currency it is priced in
create or replace temp table known_line as
with dated as (
  select line.*, cell.product_key, cell.currency, cell_kind.kind as rule_kind,
    case
      when end_date is null then date '9999-12-31'
      when end_date + case when policy.end_date_convention = 'inclusive' then 1 else 0 end >= date '2099-12-31' then date '9999-12-31'
      else end_date + case when policy.end_date_convention = 'inclusive' then 1 else 0 end
    end as term_end
  from present_line as line
    join scope_customer using (customer_key)
    join priced_cell as cell using (cell_key)
    left join cell_kind using (cell_key)
    cross join policy
)
select * exclude (kind, rule_kind, end_date, parent_id, source_row, import_id, amount, quantity, discount_percent, discount_amount),
  coalesce(nullif(kind, ''), rule_kind, 'recurring') as kind,
  term_end = date '9999-12-31' as is_open
from dated;
