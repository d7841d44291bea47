-- one row a need of a report of which nothing is told for some of its periods and groups, with those periods; of several measures that would do, one that is told at all
with need as (
  select unnest(from_json($needs, '[{"need_no": "INTEGER", "measures": ["VARCHAR"], "is_before": "BOOLEAN"}]'), recursive := true)
), period as (
  select false as is_before, period_no, period from period_list($periods) union all select true, period_no, period from period_list(periods_before($periods))
), told as (
  select false as is_before, period_no, group_values, measure from input_told($periods, $by, $where)
  union all select true, period_no, group_values, measure from input_told(periods_before($periods), $by, $where)
), candidate as (
  select need_no, is_before, unnest(measures) as measure, generate_subscripts(measures, 1) as place from need
), chosen as (
  select need_no, arg_min(measure, place) as measure from candidate semi join told using (is_before, measure) group by need_no
), asked_group as (
  select unnest(from_json($groups, '[["VARCHAR"]]')) as group_values
), lacking as (
  select need_no, chosen.measure, period_no, period, asked_group.group_values
  from need join period using (is_before) cross join asked_group left join chosen using (need_no)
  where not exists (from told where told.is_before = need.is_before and told.period_no = period.period_no and told.measure = chosen.measure and told.group_values = asked_group.group_values)
)
select need_no, any_value(measure) as measure, list(distinct period_no order by period_no) as period_nos,
  list(distinct array_to_string(group_values, ', ') order by array_to_string(group_values, ', ')) as lacking_groups,
  (select list(period order by period_no) from (select distinct period_no, period from lacking as same where same.need_no = lacking.need_no)) as periods
from lacking group by need_no order by need_no;
