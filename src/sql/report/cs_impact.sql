-- one row a period and owner: what moved in the owner's book, what was prevented, which is in no waterfall, and both together
with period as (
  select * from period_list($periods)
), flow as (
  select period_no, group_values[1] as owner, coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(sum(amount) filter (where kind = 'contraction'), 0) as contraction, coalesce(sum(amount) filter (where kind = 'churn'), 0) as churn
  from group_flow($periods, 'net', $by, $where, 'customer') group by period_no, group_values
), save as (
  select period_no, owner, coalesce(sum(amount) filter (where kind = 'prevented_churn'), 0) as prevented_churn, coalesce(sum(amount) filter (where kind = 'prevented_contraction'), 0) as prevented_contraction
  from kept_loss($periods, $by, $where) group by period_no, owner
), spent as (
  select period_no, group_values[1] as owner, num as cost from input_told($periods, $by, $where) where measure = 'cs_cost'
), named as (
  select distinct owner from (select owner from flow where expansion <> 0 or contraction <> 0 or churn <> 0 union all select owner from save union all select owner from spent) as any_of
)
select period, owner, coalesce(expansion, 0) as expansion, coalesce(contraction, 0) as contraction, coalesce(churn, 0) as churn,
  coalesce(prevented_churn, 0) as prevented_churn, coalesce(prevented_contraction, 0) as prevented_contraction,
  measured_of(coalesce(expansion, 0), coalesce(contraction, 0), coalesce(churn, 0)) as waterfall_effect,
  protected_and_added_of(coalesce(expansion, 0), coalesce(prevented_churn, 0) + coalesce(prevented_contraction, 0)) as management_figure, cost
from period cross join named left join flow using (period_no, owner) left join save using (period_no, owner) left join spent using (period_no, owner)
order by period_no, owner;
