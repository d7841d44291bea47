-- a present line with its kind and amount x quantity as written, in minor units of its own currency
create or replace temp macro written_line() as table
select line_key, line_id, coalesce(nullif(line.kind, ''), cell_kind.kind, 'recurring') as kind, line.kind = '' and cell_kind.kind is not null as is_by_rule,
  cell.currency, amount_per, amount_every, scale_amount(gross_num, cast(scale as hugeint), power_of_ten.value) as written
from present_line as line
  join priced_cell as cell using (cell_key)
  join currency_scale on currency_scale.currency = cell.currency
  join power_of_ten on power_of_ten.places = price_places
  left join cell_kind using (cell_key);
