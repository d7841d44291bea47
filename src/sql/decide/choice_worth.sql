-- question x choice: what it would move at the close of the day and at the last close, everything else as it is. It is held against another
-- scenario (base_no), or against the book as it is decided
with plan as (
  select unnest(from_json($plan, '[{"scenario_no": "BIGINT", "base_no": "BIGINT", "scope_no": "BIGINT", "question_no": "INTEGER", "choice": "VARCHAR"}]'), recursive := true)
), effect as (
  select question_no, choice,
    coalesce(worth.arr, 0) - coalesce(case when base_no is null then as_it_is.arr else base.arr end, 0) as arr,
    coalesce(worth.closing, 0) - coalesce(case when base_no is null then as_it_is.closing else base.closing end, 0) as closing
  from plan left join scenario_worth as worth using (scenario_no) left join scenario_worth as base on base.scenario_no = base_no
    left join scope_worth as as_it_is using (scope_no)
)
select question_no, choice, cast(arr as hugeint) as arr, cast(closing as hugeint) as closing,
  cast(arr + (select coalesce(sum(change), 0) from day_total where on_date <= cast($on as date)) as hugeint) as whole
from effect
order by question_no, choice;
