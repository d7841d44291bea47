-- a line that follows another of its customer and product with other attributes: they changed, or one of the two is wrong. Attributes move no
-- ARR but where cover looks at them
select 'attribute|' || line || '|' || other as question_key, offence.customer || ', ' || offence.product as subject,
  list_distinct([mine.landed_key, before.landed_key]) as customers, arr_at_stake as stake,
  {'customer': offence.customer, 'product': offence.product, 'line': line, 'other': other, 'changes': changes, 'differences': differences} as facts,
  [as_it_is('changed'), choice_of('always_new', list_transform(differences, d -> line_set(other, 'attribute:' || d.attribute, d.now))), choice_of('always_old', list_transform(differences, d -> line_set(line, 'attribute:' || d.attribute, d.was)))] as choices,
  grace_days > 0 as moves_arr
from offence cross join policy
  join present_line as mine on mine.line_id = line
  join present_line as before on before.line_id = other
  join priced_cell as now_cell on now_cell.cell_key = mine.cell_key
  join priced_cell as was_cell on was_cell.cell_key = before.cell_key
where now_cell.currency = was_cell.currency;
