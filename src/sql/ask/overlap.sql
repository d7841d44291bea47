-- two lines of one customer and product that both count, and are not one row twice: the later may take the place of the earlier
select 'overlap|' || line || '|' || other as question_key, offence.customer || ', ' || offence.product as subject,
  list_distinct([mine.landed_key, before.landed_key]) as customers, arr_at_stake as stake,
  {'customer': offence.customer, 'product': offence.product, 'line': line, 'other': other, 'from_on': cast(offence.from_on as varchar), 'last_on': cast(last_on as varchar)} as facts,
  [as_it_is('both'), choice_of('replaces', [line_set(other, 'cut_by', line)])] as choices
from offence
  join present_line as mine on mine.line_id = line
  join present_line as before on before.line_id = other
where not ((mine.amount, mine.quantity, mine.amount_per, mine.amount_every, mine.start_date, mine.cell_key)
    = (before.amount, before.quantity, before.amount_per, before.amount_every, before.start_date, before.cell_key)
  and mine.end_date is not distinct from before.end_date);
