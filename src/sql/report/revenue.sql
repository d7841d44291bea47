-- one row a period and group: what lines earned beside a twelfth of ARR, what was signed and billed in it, and where signed lines stand at its close
with flow as (
  select period_no, group_values, coalesce(sum(earned) filter (where kind in (select unnest(from_json($kinds, '["VARCHAR"]')))), 0) as recurring,
    coalesce(sum(earned) filter (where kind <> 'recurring'), 0) as non_recurring, sum(earned) as computed, sum(billed) as billings
  from line_month($periods, $by, $where) group by period_no, group_values
), twelfth as (
  select * from period_twelfth($periods, $by, $where)
), booking as (
  select * from period_booking($periods, $by, $where)
), position as (
  select * from period_position($periods, $by, $where)
), cause as (
  select * from period_cause(case when $detail = 'causes' then $periods else '[]' end, $by, $where, $kinds)
), reported as (
  select period_no, group_values, max(num) filter (where measure = 'revenue') as reported_revenue, max(num) filter (where measure = 'billings') as reported_billings
  from input_told(case when $detail = 'reported' then $periods else '[]' end, $by, $where) group by period_no, group_values
), grouping as (
  select group_values from flow union select group_values from twelfth where arr_twelfth <> 0 union select group_values from booking union select group_values from position
  union select []::varchar[] where $by = '[]'
), told as (
  select period_no, period, group_values, coalesce(arr_twelfth, 0) as arr_twelfth, coalesce(recurring, 0) as recurring, coalesce(recurring, 0) - coalesce(arr_twelfth, 0) as difference,
    coalesce(non_recurring, 0) as non_recurring, coalesce(computed, 0) as computed, reported_revenue, reported_billings, coalesce(bookings_tcv, 0) as bookings_tcv, coalesce(bookings_acv, 0) as bookings_acv, coalesce(bookings_one_time, 0) as bookings_one_time,
    coalesce(billings, 0) as billings, coalesce(tcv_to_date, 0) as tcv_to_date, coalesce(billed_to_date, 0) as billed_to_date, coalesce(recognised_to_date, 0) as recognised_to_date,
    coalesce(deferred, 0) as deferred, coalesce(unbilled, 0) as unbilled, coalesce(rpo, 0) as rpo,
    coalesce(part_months, 0) as part_months, coalesce(free_periods, 0) as free_periods, coalesce(ramps, 0) as ramps, coalesce(usage, 0) as usage, coalesce(left_out, 0) as left_out,
    coalesce(timing, 0) as timing, coalesce(day_count, 0) as day_count
  from period_list($periods) cross join grouping left join flow using (period_no, group_values) left join twelfth using (period_no, group_values)
    left join booking using (period_no, group_values) left join position using (period_no, group_values) left join cause using (period_no, group_values)
    left join reported using (period_no, group_values)
), shown as (           -- groups that are zero throughout are left out
  select *, sum(abs(arr_twelfth) + abs(recurring) + abs(non_recurring) + abs(bookings_tcv) + abs(bookings_acv) + abs(billings) + abs(tcv_to_date)) over (partition by group_values) as throughout from told
)
select * exclude (period_no, throughout), difference - part_months - free_periods - ramps - usage - left_out - timing - day_count as rounding,
  reported_revenue - computed as reported_difference, reported_billings - billings as billings_difference
from shown where len(group_values) = 0 or throughout <> 0 order by period_no, group_values;
