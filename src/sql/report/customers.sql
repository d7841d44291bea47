-- customers with ARR on a day: size, owner, when they came, when they renew. What is kept are lines; who a customer is, its band and how it held are its own
with live as (
  select line.customer_key, line_key, arr, term_end,
    kind = 'recurring' and not is_open and not is_adjustment(line_key) as is_renewed
  from cell_line('[]', $where, 'customer') as line join counted_line using (line_key)
  where from_on <= cast($on as date) and cast($on as date) < to_on
), book as (
  select customer_key, sum(arr) as arr,
    min(term_end) filter (where is_renewed and term_end > cast($on as date)) as renewal_date
  from live group by customer_key
), due as (
  -- at their ARR of the last day of cover
  select live.customer_key, sum(line.arr) as available_to_renew
  from live join book using (customer_key)
    join arr_line as line on line.line_key = live.line_key and line.from_on < renewal_date and renewal_date <= line.to_on
  where live.term_end = renewal_date and is_renewed
  group by live.customer_key
), history as (
  select customer_key, min(on_date) filter (where turn = 1) as first_active, max(on_date) filter (where change <> 0) as last_movement,
    arg_max(after, on_date) as whole, arg_max(after, on_date) filter (where on_date < add_months(cast($on as date) + 1, -12)) as year_ago
  from customer_day where on_date <= cast($on as date) group by customer_key
), bought as (
  select payer_key as customer_key, sum(arr) as acquired from arr_line
  where is_acquired and begin_on >= add_months(cast($on as date) + 1, -12) and from_on <= cast($on as date) and cast($on as date) < to_on group by payer_key
), exchanged as (
  select customer_key, sum(fx) as fx
  from currency_step(to_json([{'period_no': 1, 'period': '', 'from_date': add_months(cast($on as date) + 1, -12), 'to_date': cast($on as date) + 1}]), 'net') group by customer_key
), latest as (          -- parent and attributes are those of the latest line of the view, also of one that has not begun
  select coalesce(group_key, line_version.customer_key) as customer_key,
    arg_max(struct_pack(parent := case when group_key is null then parent_id else '' end, owner := coalesce(attrs['csm'], '')), (start_date, line_id)) as shown
  from line_version join cell using (cell_key) left join customer_group on customer_group.customer_key = line_version.customer_key
  where superseded_at is null and not is_adjustment(line_key) and coalesce(group_key, line_version.customer_key) in (select customer_key from book)
  group by coalesce(group_key, line_version.customer_key)
), placed as (
  select book.*, row_number() over (order by arr desc, customer_id) as place, customer_id from book join payer() as payer using (customer_key)
  where arr <> 0
), page as (
  select * from placed where place > cast($after as bigint) order by place limit cast($limit as bigint)
), noted as (
  select * from latest_note(cast($on as date), cast($known_on as date))
), told_payer as (
  select customer_id, told from customer_told(cast($on as date)) join customer using (customer_key)
)
select customer_id as customer, coalesce(name, customer_id) as name, coalesce(nullif(shown.parent, ''), told['parent_id'], '') as parent,
  arr, (select arg_max(tier, from_arr) from tier where from_arr <= whole) as tier, coalesce(nullif(shown.owner, ''), told['csm'], '') as owner,
  first_active, renewal_date, coalesce(available_to_renew, 0) as available_to_renew, last_movement,
  ratio(whole - coalesce(fx, 0) - case when whole > 0 then coalesce(acquired, 0) else 0 end, year_ago) as nrr, coalesce(note, '') as note, place
from page left join latest using (customer_key) left join due using (customer_key) left join history using (customer_key) left join bought using (customer_key)
  left join customer_name((select list(customer_key) from page)) as shown_name using (customer_key)
  left join exchanged using (customer_key) left join told_payer using (customer_id) left join noted using (customer_key)
order by place;
