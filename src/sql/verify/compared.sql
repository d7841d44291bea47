-- one row a stated cell that has a formula: whether it agrees, what it should be, and the near formulas that give it as stated
with near as (
  select cell_no, list({'near': near, 'formula': formula} order by near_figure.rowid) as nears, bool_or(accepted) as accepted,
    any_value({'above': above, 'below': below}) filter (where accepted) as other_value
  from stated join near_figure using (period_no, figure)
  where acts and at_power({'above': above, 'below': below}, power) = digits
  group by cell_no
), reach as (            -- as far as rounding of the amounts may have moved it
  select cell_no, min(at_power(value, power)) as lowest, max(at_power(value, power)) as highest
  from stated join right_figure using (period_no, figure) group by cell_no
), judged as (
  select stated.*, value, coalesce(at_power(value, power) = digits, false) as is_right, coalesce(digits between lowest and highest, false) as is_near_enough, coalesce(accepted, false) as is_accepted, nears, other_value
  from stated join right_figure using (period_no, figure) left join near using (cell_no) left join reach using (cell_no)
  where corner = 0
)
select cell_no, value.above is not null and value.below is not null as is_known, coalesce(value.below > 0, false) as is_defined,
  case when is_right or is_accepted then 'yes' when is_near_enough then 'within_rounding' else 'no' end as agrees,
  cast(at_power(case when is_accepted and not is_right then other_value else value end, shown_power) as varchar) as shown,
  cast(at_power(case when is_accepted and not is_right then other_value else value end, -6) as varchar) as exact,
  case when is_right then [] else coalesce(nears, []) end as nears
from judged order by cell_no;
