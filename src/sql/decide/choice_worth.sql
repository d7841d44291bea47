-- question x choice: what it would move at the close of the day and at the last close, everything else as it is
with plan as (
  select unnest(from_json($plan, '[{"scenario_no": "BIGINT", "base_no": "BIGINT", "question_no": "INTEGER", "choice": "VARCHAR"}]'), recursive := true)
), effect as (
  select question_no, choice, sum(coalesce(worth.arr, 0) - coalesce(base.arr, 0)) as arr, sum(coalesce(worth.closing, 0) - coalesce(base.closing, 0)) as closing
  from plan left join scenario_worth as worth using (scenario_no) left join scenario_worth as base on base.scenario_no = base_no
  group by question_no, choice
)
select question_no, choice, cast(arr as hugeint) as arr, cast(closing as hugeint) as closing,
  cast(arr + (select coalesce(sum(change), 0) from day_total where on_date <= cast($on as date)) as hugeint) as whole
from effect
order by question_no, choice;
