-- payer x step x cell of a cut x kind: amount, and by how much it changes the number of payers active in the cell (turn). Inside a continuing
-- payer what one cell gains and another loses is a transfer; at level customer_product, where a cell is a product, it is cross-sell and loss
create or replace temp macro cut_flow(p_periods, p_method, p_columns, p_level, p_first := 0, p_last := 2147483647) as table
with step as (
  select *, c1 - c0 - fx - acquired as delta, category in ('new', 'churn', 'reactivation', 'adjustment') as is_whole,
    case when c1 > 0 then 1 else 0 end - case when c0 > 0 then 1 else 0 end as turn
  from cut_step(p_periods, p_method, p_columns, p_first := p_first, p_last := p_last)
), named as (
  select step.* exclude (delta), delta,
    case when is_whole then category
      when p_level = 'customer_product' and c0 = 0 and c1 > 0 then 'cross_sell'
      when p_level = 'customer_product' and c0 > 0 and c1 = 0 then 'product_loss'
      when delta > 0 then 'expansion' else 'contraction' end as kind,
    not is_whole and case when p_level = 'customer_product'
      then policy.product_migration = 'net_same_period' and (c0 = 0 and c1 > 0 and delta > 0 or c0 > 0 and c1 = 0 and delta < 0) else true end as is_netted
  from step cross join policy
), side as (            -- gains and losses inside one payer: the smaller sum is transferred
  select customer_key, period_no, step_from, group_no, kind, delta, sign(delta) as side, sum(delta) over payer as total,
    abs(sum(delta) over same_side) as weight,
    least(sum(greatest(delta, 0)) over payer, sum(greatest(-delta, 0)) over payer) as transferred
  from named where is_netted and delta <> 0
  window payer as (partition by customer_key, period_no, step_from), same_side as (partition by customer_key, period_no, step_from, sign(delta))
), shared as (          -- by largest remainder, ties by the cell's values as text
  select *, cast(transferred * abs(delta) // weight as hugeint) as share, transferred * abs(delta) % weight as rest from side
), moved as (
  select *, side * (share + case when row_number() over (same_side order by rest desc, group_no) <= transferred - sum(share) over same_side then 1 else 0 end) as transfer
  from shared window same_side as (partition by customer_key, period_no, step_from, side)
), told as (
  select customer_key, period_no, step_from, group_no, kind, delta as amount from named where not is_netted
  union all
  select customer_key, period_no, step_from, group_no, 'fx', fx from named where fx <> 0
  union all
  select customer_key, period_no, step_from, group_no, 'acquired', acquired from named where acquired <> 0
  union all
  select customer_key, period_no, step_from, group_no, case when transfer > 0 then 'transfer_in' else 'transfer_out' end, transfer from moved where transfer <> 0
  union all
  select customer_key, period_no, step_from, group_no,
    case when kind in ('cross_sell', 'product_loss') then kind when total > 0 then 'expansion' else 'contraction' end, delta - transfer
  from moved where delta <> transfer
), turned as (
  select customer_key, period_no, step_from, group_no,
    case when category = 'acquired_new' then 'acquired' when is_whole then category when turn > 0 then 'transfer_in' else 'transfer_out' end as kind, turn
  from named where turn <> 0
)
select customer_key, period_no, step_from, step_last, group_no, c0, c1, kind, coalesce(amount, 0) as amount, coalesce(turn, 0) as turn
from (select * from told full join turned using (customer_key, period_no, step_from, group_no, kind)) as flow
  join (select customer_key, period_no, step_from, step_last, group_no, c0, c1 from named) as place using (customer_key, period_no, step_from, group_no);
