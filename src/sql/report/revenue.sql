-- one row a period and group: what lines earned beside a twelfth of ARR, what was signed and billed in it, and where signed lines stand at its close
with flow as (
  select period_no, group_values, coalesce(sum(earned) filter (where kind in (select unnest(from_json($kinds, '["VARCHAR"]')))), 0) as recurring,
    coalesce(sum(earned) filter (where kind <> 'recurring'), 0) as non_recurring, sum(billed) as billings
  from line_month($periods, $by, $where) group by period_no, group_values
), twelfth as (
  select period_no, group_values, sum(twelfth) as arr_twelfth from month_twelfth($periods, $by, $where) group by period_no, group_values
), booking as (
  select * from period_booking($periods, $by, $where)
), position as (
  select * from period_position($periods, $by, $where)
), grouping as (
  select group_values from flow union select group_values from twelfth where arr_twelfth <> 0 union select group_values from booking union select group_values from position
  union select []::varchar[] where $by = '[]'
), told as (
  select period_no, period, group_values, coalesce(arr_twelfth, 0) as arr_twelfth, coalesce(recurring, 0) as recurring, coalesce(recurring, 0) - coalesce(arr_twelfth, 0) as difference,
    coalesce(non_recurring, 0) as non_recurring, coalesce(bookings_tcv, 0) as bookings_tcv, coalesce(bookings_acv, 0) as bookings_acv, coalesce(bookings_one_time, 0) as bookings_one_time,
    coalesce(billings, 0) as billings, coalesce(tcv_to_date, 0) as tcv_to_date, coalesce(billed_to_date, 0) as billed_to_date, coalesce(recognised_to_date, 0) as recognised_to_date,
    coalesce(deferred, 0) as deferred, coalesce(unbilled, 0) as unbilled, coalesce(rpo, 0) as rpo
  from period_list($periods) cross join grouping left join flow using (period_no, group_values) left join twelfth using (period_no, group_values)
    left join booking using (period_no, group_values) left join position using (period_no, group_values)
)
select * exclude (period_no) from told order by period_no, group_values;
