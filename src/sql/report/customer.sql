-- one customer's timeline: each day on which its ARR moved, by kind, and the notes on it
with mine as (
  select movement.* from movement($periods, 'events', p_first := $first_customer, p_last := $last_customer) as movement
), event as (
  select * from change_event((select list(distinct customer_key) from mine), date '0001-01-01', date '9999-12-31')
), explained as (
  select mine.step_from, mine.kind, reason, line_keys, row_number() over (partition by mine.step_from, mine.kind order by event.change * sign(mine.amount) desc, product_key) as choice
  from mine join event on event.on_date = mine.step_from and event.customer_key = mine.customer_key
    and (mine.kind = 'acquired') = (event.reason = 'acquired')
), line_of_day as (
  select on_date, list_sort(list_distinct(flatten(list(line_keys)))) as line_keys from event group by on_date
), named as (
  select on_date, string_agg(distinct line_id, ' ' order by line_id) as line_ids
  from (select on_date, unnest(line_keys) as line_key from line_of_day) as keyed join line_version using (line_key)
  group by on_date
), told as (
  select mine.step_from as date, mine.kind, coalesce(reason, case when mine.amount > 0 then 'start' else 'end' end) as reason,
    cast(mine.amount as hugeint) as amount, cast(r1 as hugeint) as arr_after, line_ids, '' as note
  from mine left join explained on explained.step_from = mine.step_from and explained.kind = mine.kind and choice = 1
    left join named on named.on_date = mine.step_from
  union all
  select note.on_date, 'note', '', 0, coalesce(after, 0), '', note
  from (select * from customer_note(cast($known_on as date)) where customer_key between $first_customer and $last_customer) as note
    asof left join customer_day as day on day.customer_key = note.customer_key and note.on_date >= day.on_date
)
select *, case when date > cast($on as date) then 'ahead' else '' end as ahead from told order by date, kind = 'note', kind, note;
