-- one row a period and corner: its waterfall, losses positive, with the one cell that is missing worked out. Corner 0 is as stated; in the others each amount
-- stands half of its last digit higher or lower, which is as far as rounding may have moved it
create or replace temp table settled as
with input as (
  select period_no, input, sum(digits * ten(power + 5)) as units, sum(ten(power + 5) // 2) as half
  from stated where input is not null group by period_no, input
), shifted as (
  select period_no, corner, input,
    units + case when corner = 0 or place is null then 0 when ((corner - 1) >> (place - 1)) & 1 = 1 then half else -half end as value
  from (
    select *, list_position(['opening', 'new', 'expansion', 'contraction', 'churn', 'reactivation', 'other', 'closing'], case input when 'product_loss' then 'other' else input end) as place from input
  ) as placed
  cross join range(257) as corners(corner)
), told as (
  select period_no, before_no, corner,
    max(value) filter (where input = 'opening') as opening, max(value) filter (where input = 'new') as new, max(value) filter (where input = 'expansion') as expansion,
    max(value) filter (where input = 'contraction') as contraction, max(value) filter (where input = 'churn') as churn,
    coalesce(max(value) filter (where input = 'reactivation'), 0) as reactivation, coalesce(max(value) filter (where input = 'other'), 0) as other,
    coalesce(max(value) filter (where input = 'product_loss'), 0) as product_loss,
    max(value) filter (where input = 'closing') as closing, max(value) filter (where input = 'net_new') as net_new,
    max(value) filter (where input = 'opening_customers') as opening_customers, max(value) filter (where input = 'new_customers') as new_customers,
    max(value) filter (where input = 'lost_customers') as lost_customers, coalesce(max(value) filter (where input = 'other_customers'), 0) as other_customers, max(value) filter (where input = 'closing_customers') as closing_customers
  from board_period cross join range(257) as corners(corner) left join shifted using (period_no, corner)
  group by period_no, before_no, corner
), opened as (           -- an opening that is not stated is the ending of the period before
  select told.* replace (coalesce(told.opening, before.closing) as opening, coalesce(told.opening_customers, before.closing_customers) as opening_customers)
  from told left join told as before on before.period_no = told.before_no and before.corner = told.corner
), balanced as (
  select *, len(list_filter([opening, new, expansion, contraction, churn, closing], value -> value is null)) as missing,
    coalesce(opening, 0) + coalesce(new, 0) + coalesce(expansion, 0) - coalesce(contraction, 0) - coalesce(churn, 0) + reactivation + other + product_loss - coalesce(closing, 0) as surplus,
    len(list_filter([opening_customers, new_customers, lost_customers, closing_customers], value -> value is null)) as customers_missing,
    coalesce(opening_customers, 0) + coalesce(new_customers, 0) - coalesce(lost_customers, 0) + other_customers - coalesce(closing_customers, 0) as customer_surplus
  from opened
), completed as (        -- what makes it foot; nothing where that would be a gain below zero or a loss that adds
  select *,
    coalesce(opening, case when missing = 1 then -surplus end) as whole_opening,
    coalesce(new, case when missing = 1 then greatest(-surplus, 0) end) as whole_new,
    coalesce(expansion, case when missing = 1 then greatest(-surplus, 0) end) as whole_expansion,
    coalesce(contraction, case when missing = 1 then greatest(surplus, 0) end) as whole_contraction,
    coalesce(churn, case when missing = 1 then greatest(surplus, 0) end) as whole_churn,
    missing = 1 and (((new is null or expansion is null) and surplus > 0) or ((contraction is null or churn is null) and surplus < 0)) as is_misfit,
    coalesce(opening_customers, case when customers_missing = 1 then -customer_surplus end) as whole_opening_customers,
    coalesce(new_customers, case when customers_missing = 1 and customer_surplus <= 0 then -customer_surplus end) as whole_new_customers,
    coalesce(lost_customers, case when customers_missing = 1 and customer_surplus >= 0 then customer_surplus end) as whole_lost_customers
  from balanced
), flowing as (
  select *, whole_new + whole_expansion + reactivation - whole_contraction - whole_churn + other + product_loss as flow, whole_new_customers - whole_lost_customers + other_customers as customer_flow from completed
)
select period_no, before_no, corner, coalesce(whole_opening, closing - net_new) as opening, whole_new as new, whole_expansion as expansion, whole_contraction as contraction,
  whole_churn as churn, reactivation, other, product_loss, flow, net_new as stated_net_new, closing as stated_closing, coalesce(whole_opening + flow, closing, whole_opening + net_new) as closing,
  whole_opening_customers as opening_customers, whole_new_customers as new_customers, whole_lost_customers as lost_customers, other_customers, closing_customers as stated_closing_customers,
  coalesce(whole_opening_customers + customer_flow, closing_customers) as closing_customers,
  -- an ending that something was worked out from says nothing more
  whole_opening is not null as is_opening_told, missing = 0 or closing is null or is_misfit as is_free, customers_missing = 0 or closing_customers is null as is_free_customers
from flowing;
