-- line x payer x group x figure x day of which an amount is another in one of the steps: all of a line that moves a figure that the close keeps.
-- arr, bought: what it has just before the period, and each change within it; year ago: what growth in twelve months compares with; list, line,
-- contract: what the snapshot of the last day tells; past: what it had before, where the payer is told as returned in one state and not in another
create or replace temp table state_change as
with span as (
  select cast($from_date as date) as from_date, cast($to_date as date) as to_date, add_months(cast($to_date as date), -12) as year_ago
), returned as (
  select payer from state_return where step_no in (0, 4) group by payer having count(*) = 1
), contracted as (
  select step_no, payer, group_values, contract from state_line cross join span where to_on >= to_date and step_no in (0, 4)
  group by step_no, payer, group_values, contract having sum(arr) > 0
), recounted as (
  select payer from (select payer, group_values, count(*) filter (where step_no = 0) as was, count(*) filter (where step_no = 4) as later from contracted group by payer, group_values)
  where was <> later
), marked as (
  select step_no, line_id, payer, group_values, case when is_bought then 'bought' else 'arr' end as figure, greatest(from_on, from_date - 1) as on_date, arr as amount
  from state_line cross join span where to_on >= from_date
  union all
  select step_no, line_id, payer, group_values, case when is_bought then 'bought' else 'arr' end, to_on, -arr
  from state_line cross join span where to_on >= from_date and to_on < to_date
  union all
  select step_no, line_id, payer, group_values, 'year ago', year_ago, arr from state_line cross join span where from_on < year_ago and to_on >= year_ago
  union all
  select step_no, line_id, payer, group_values, unnest(['list', 'line']), to_date, unnest([list_arr, 1]) from state_line cross join span where to_on >= to_date
  union all
  select step_no, line_id, payer, group_values, 'contract ' || contract, to_date, arr from state_line semi join recounted using (payer) cross join span where to_on >= to_date
  union all
  select step_no, line_id, payer, group_values, 'past', unnest([from_on, to_on]), unnest([arr, -arr]) from state_line semi join returned using (payer) cross join span where from_on < from_date
)
select line_id, payer, group_values, figure, on_date,
  coalesce(sum(amount) filter (where step_no = 0), 0) as reported, coalesce(sum(amount) filter (where step_no = 1), 0) as defined,
  coalesce(sum(amount) filter (where step_no = 2), 0) as rated, coalesce(sum(amount) filter (where step_no = 3), 0) as decided,
  coalesce(sum(amount) filter (where step_no = 4), 0) as now_known
from marked cross join span where figure <> 'past' or on_date < from_date group by line_id, payer, group_values, figure, on_date
having len(list_distinct([reported, defined, rated, decided, now_known])) > 1;
