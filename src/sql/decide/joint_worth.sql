-- how far all open questions together can move ARR down and up: for each scope the lowest and the highest of all combinations of choices;
-- what is beyond the bound on combinations is added, each question at its own lowest or highest
with plan as (
  select unnest(from_json($plan, '[{"scenario_no": "BIGINT", "scope_no": "BIGINT", "is_joint": "BOOLEAN", "question_no": "INTEGER"}]'), recursive := true)
), effect as (
  select plan.*, coalesce(worth.arr, 0) - coalesce(as_it_is.arr, 0) as arr
  from plan left join scenario_worth as worth using (scenario_no) left join scope_worth as as_it_is using (scope_no)
), reach as (
  select least(min(arr), 0) as lowest, greatest(max(arr), 0) as highest from effect where is_joint group by scope_no
  union all
  select least(min(arr), 0), greatest(max(arr), 0) from effect where not is_joint group by scope_no, question_no
), whole as (
  select coalesce(sum(change), 0) as arr from day_total where on_date <= cast($on as date)
)
select cast(any_value(arr) as hugeint) as arr, cast(any_value(arr) + coalesce(sum(lowest), 0) as hugeint) as lowest, cast(any_value(arr) + coalesce(sum(highest), 0) as hugeint) as highest
from whole left join reach on true;
