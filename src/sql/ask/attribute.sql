-- a line that follows another of its customer and product with other attributes: they changed, or one of the two is wrong. Attributes move no
-- ARR but where cover looks at them, or kind_rules at the description
select 'attribute|' || line || '|' || other as question_key, offence.customer || ', ' || offence.product as subject,
  list_distinct([mine.landed_key, before.landed_key]) as customers, arr_at_stake as stake,
  {'customer': offence.customer, 'product': offence.product, 'line': line, 'other': other, 'changes': changes} as facts,
  [as_it_is('changed'), choice_of('always_new', [line_set(other, 'cell_as', like_line(line, mine.cell_key))]), choice_of('always_old', [line_set(line, 'cell_as', like_line(other, before.cell_key))])] as choices,
  grace_days > 0 or mine.kind = '' or before.kind = '' as moves_arr
from offence cross join policy
  join present_line as mine on mine.line_id = line
  join present_line as before on before.line_id = other
  join priced_cell as now_cell on now_cell.cell_key = mine.cell_key
  join priced_cell as was_cell on was_cell.cell_key = before.cell_key
where now_cell.currency = was_cell.currency;
