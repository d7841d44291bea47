-- one row a figure of several states: what it is in the first, what each step from one state to the next adds, what it is in the last, and the difference
with state as (
  select one.* from (select unnest(from_json($states, '[{"state_no": "INTEGER", "figures": ["HUGEINT"]}]')) as one) as told
), figure as (
  select state_no, generate_subscripts(figures, 1) as figure_no, unnest(figures) as amount from state
), stepped as (
  select *, lag(amount) over (partition by figure_no order by state_no) as before from figure
)
select figure_no, arg_min(amount, state_no) as first, list(amount - before order by state_no) filter (where before is not null) as steps,
  arg_max(amount, state_no) as last, arg_max(amount, state_no) - arg_min(amount, state_no) as difference
from stepped group by figure_no order by figure_no;
