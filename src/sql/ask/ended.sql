-- customer x product whose cover has ended without notice and without anything that took its place, with the lines that ended last.
-- Renewed by its own terms, it would run to the first end of a term after the day
select 'ended|' || customer_id || '|' || product || '|' || (last_on + 1) as question_key, customer_id || ', ' || product as subject,
  list(distinct landed_key) as customers, sum(arr) as stake,
  {'customer': customer_id, 'product': product, 'lines': list(line_id order by line_id), 'last_on': cast(last_on as varchar), 'renewed_to': cast(max(renewed_to) as varchar),
    'term_last_on': cast(max(greatest(term_end, coalesce(runs_until, term_end))) - 1 as varchar)} as facts,
  [as_it_is('churned'), choice_of('renewed', list(line_set(line_id, 'runs_until', renewed_to) order by line_id)),
    choice_of('auto_renewed', flatten(list([line_set(line_id, 'auto_renewed', 'yes'), line_set(line_id, 'runs_until', '')] order by line_id)))] as choices
from (
    select lost.*,
      case when months > 0 then list_min(list_filter(list_transform(range(1, month_steps(term_end, cast($on as date)) // months + 3), k -> add_months(term_end, k * months)), d -> d > cast($on as date)))
        else term_end + cast(((cast($on as date) - term_end) // days + 1) * days as integer) end as renewed_to
    from (
      select offence.customer as customer_id, offence.product, last_on, arr_at_stake as arr, term_end, runs_until, months, line_id, landed_key, greatest(term_end - counted_line.start_date, 1) as days
      from offence join counted_line using (line_key) join present_line using (line_key)
      where runs_on = '' and present_line.cancelled_on is null
    ) as lost
  ) as renewed
group by customer_id, product, last_on;
