-- committed ARR at the close of a day and its parts; by go_live, the parts that come from lines signed ahead, one row a month
with question as (
  select len(from_json($by, '["VARCHAR"]')) > 0 as is_by_month
)
select []::varchar[] as group_values, live, null::bigint as lines, signed_not_live, known_contraction, known_churn,
  live + signed_not_live + known_contraction + known_churn as carr,
  ratio(live + signed_not_live + known_contraction + known_churn, live) as carr_to_arr, null::bigint as age
from carr_part(cast($on as date), $horizon, $where) cross join question where not is_by_month
union all by name
select [strftime(month_on, '%Y-%m')] as group_values, lines, signed_not_live, known_contraction, age
from carr_month(cast($on as date), $horizon, $where) cross join question where is_by_month
order by group_values;
