-- scope x end of the range: the scenario that makes ARR lowest, or highest, and what it moves. What several scopes share is chosen for all
-- of them at once, by the sum of what each makes of it; the rest each scope chooses for itself
with plan as (
  select unnest(from_json($plan, '[{"is_highest": "BOOLEAN", "bundle_no": "INTEGER", "scope_no": "BIGINT", "scenario_no": "BIGINT", "shared_key": "VARCHAR"}]'), recursive := true)
), shared as (
  select distinct * from (select unnest(from_json($shared, '[{"bundle_no": "INTEGER", "choice_no": "INTEGER", "shared_key": "VARCHAR"}]'), recursive := true)) as told
), effect as (          -- an end downwards is the highest of what is turned round
  select plan.*, cast(case when is_highest then 1 else -1 end * case when scenario_no = 0 then 0 else coalesce(worth.arr, 0) - coalesce(as_it_is.arr, 0) end as hugeint) as gain
  from plan left join scenario_worth as worth using (scenario_no) left join scope_worth as as_it_is using (scope_no)
), best as (
  select is_highest, bundle_no, scope_no, shared_key, max(gain) as gain, arg_max(scenario_no, (gain, -scenario_no)) as scenario_no
  from effect group by is_highest, bundle_no, scope_no, shared_key
), together as (
  select is_highest, bundle_no, choice_no, sum(gain) as gain from best join shared using (bundle_no, shared_key) group by is_highest, bundle_no, choice_no
), chosen as (
  select is_highest, bundle_no, arg_max(choice_no, (gain, -choice_no)) as choice_no from together group by is_highest, bundle_no
)
select is_highest, scope_no, scenario_no, case when is_highest then gain else -gain end as arr
from best join shared using (bundle_no, shared_key) join chosen using (is_highest, bundle_no, choice_no);
