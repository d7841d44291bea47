-- one row a period and group: what came up for renewal and what became of it; by $detail the customers' products behind it, or their lines
with period as (
  select * from period_list($periods)
), pair as materialized (
  select * from due_pair($periods, cast($on as date), $by, $where)
), total as (
  select period_no, group_values, sum(due) as due, sum(renewed) as renewed, sum(uplift) as uplift, sum(downsell) as downsell, sum(lost) as lost, sum(pending) as pending,
    sum(least(renewed, due)) as kept, count(distinct payer_key) as payers, count(distinct payer_key) filter (where renewed > 0) as stayed
  from pair group by period_no, group_values
), every as (
  select period_no, grouping.group_values, coalesce(due, 0) as due, coalesce(renewed, 0) as renewed, coalesce(uplift, 0) as uplift, coalesce(downsell, 0) as downsell,
    coalesce(lost, 0) as lost, coalesce(pending, 0) as pending, kept, payers, stayed
  from period cross join (select distinct group_values from total union select []::varchar[] where $by = '[]') as grouping left join total using (period_no, group_values)
  where $detail is null
), due as (           -- the lines behind the pairs; a line's own deadline is that of its signed end
  select period_no, line.*, version.line_id, customer_name, auto_renew, cancelled_on, cancel_reason, notice_days, case when line.due_on = term_end then opt_out_on end as opt_out_on,
    coalesce(case when line.due_on = term_end then opt_out_on end, line.due_on - notice_days) as notice_on
  from due_line((select min(from_date) from period where $detail is not null), (select max(to_date) from period)) as line
    join period on line.due_on >= from_date and line.due_on < to_date join line_version as version using (line_key) join counted_line using (line_key)
), by_pair as (
  select period_no, customer_key, product_key, min(notice_on) as notice_on, arg_max(customer_name, (due_on, line_id)) as customer_name
  from due where $detail = 'customer' group by period_no, customer_key, product_key
), listed as (
  select period_no, group_values, due, renewed, uplift, downsell, lost, pending, kept, payers, stayed from every
  union all by name
  select pair.* exclude (payer_key, at_risk), notice_on, customer_name, case when renewed <> 0 then 'renewed' when pending <> 0 then 'pending' else 'lost' end as outcome
  from pair join by_pair using (period_no, customer_key, product_key)
  union all by name
  select due.* exclude (cell_key, last_on, arr), due.arr as due, group_values, case when pair.renewed <> 0 then 'renewed' when pending <> 0 then 'pending' else 'lost' end as outcome
  from due join pair using (period_no, customer_key, product_key) where $detail = 'line'
), placed as (
  select listed.*, customer_id, product,
    row_number() over (order by case when $deadline is not null then notice_on end, period_no, due_on, group_values, case when $detail = 'customer' then due end desc, customer_id, product, line_id, line_key) as place
  from listed left join customer using (customer_key) left join product using (product_key)
  where ($outcome is null or outcome = $outcome) and ($deadline is null or notice_on between cast($on as date) and cast($on as date) + cast($deadline as integer))
), page as (
  select * from placed where place > cast($after as bigint) order by place limit cast($limit as bigint)
), word as (           -- the last thing said of it by the day that is asked about, and by 90 days before it was due
  select place, arg_max(struct_pack(outcome := said.outcome, chance := probability_e6), word_no) filter (where said_on <= cast($on as date) and coalesce(until_on > cast($on as date), true)) as now,
    arg_max(said.outcome, word_no) filter (where said_on <= due_on - 90 and coalesce(until_on > due_on - 90, true)) as before
  from page join renewal_word() as said on $detail = 'customer' and said.customer_key = page.customer_key and said.product in ('', page.product) and due_on >= due_from and due_on < due_to
  group by place
), noted as (
  select * from latest_note(cast($on as date), cast($known_on as date))
)
select period, group_values, customer_id as customer, coalesce(nullif(customer_name, ''), told['name'], customer_id) as name, product, line_id, due_on, notice_days, opt_out_on,
  notice_on as notice_deadline, notice_on - cast($on as date) as days_to_notice, case when auto_renew then 'yes' when not auto_renew then 'no' end as auto_renew, cancelled_on, cancel_reason,
  due as available_to_renew, renewed, uplift, downsell, lost, pending, ratio(kept, due) as renewal_rate, ratio(renewed, due) as net_renewal_rate, ratio(stayed, payers) as logo_renewal_rate,
  outcome, word.now.outcome as expected_outcome, word.now.chance as probability, word.before as said_90_before, coalesce(note, '') as note, place
from page join period using (period_no) left join word using (place) left join customer_told(cast($on as date)) using (customer_key)
  left join (select customer.customer_key, note from customer left join customer_group as grouped on grouped.customer_key = customer.customer_key
    join noted on noted.customer_key = coalesce(group_key, customer.customer_key)) as latest using (customer_key)
order by place;
