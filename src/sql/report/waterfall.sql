-- one row a period and group: opening + the movements = closing. At the grain of products a product that went is lost to NRR and GRR, as in retention,
-- and cross-sell is outside
with balance as (
  select period_no, period, group_values, arr_before as opening, arr_after as closing from group_balance($periods, $by, $where, $level)
), flow as (
  select period_no, group_values,
    coalesce(sum(amount) filter (where kind = 'new'), 0) as new,
    coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(sum(amount) filter (where kind = 'contraction'), 0) as contraction,
    coalesce(sum(amount) filter (where kind = 'churn'), 0) as churn,
    coalesce(sum(amount) filter (where kind = 'reactivation'), 0) as reactivation,
    coalesce(sum(amount) filter (where kind = 'cross_sell'), 0) as cross_sell,
    coalesce(sum(amount) filter (where kind = 'product_loss'), 0) as product_loss,
    coalesce(sum(amount) filter (where kind = 'transfer_in'), 0) as transfer_in,
    coalesce(sum(amount) filter (where kind = 'transfer_out'), 0) as transfer_out,
    coalesce(sum(amount) filter (where kind = 'acquired'), 0) as acquired,
    coalesce(sum(amount) filter (where kind = 'fx'), 0) as fx,
    coalesce(sum(amount) filter (where kind = 'adjustment'), 0) as adjustment,
    sum(abs(amount)) as moved
  from (select balance.period_no, balance.group_values, kind, coalesce(amount, 0) as amount
        from balance left join group_flow($periods, $method, $by, $where, $level) as flow using (period_no, group_values)) as every_group
  group by period_no, group_values
), shown as (           -- groups that are zero throughout are left out
  select *, sum(abs(opening) + abs(closing) + moved) over (partition by group_values) as throughout from balance join flow using (period_no, group_values)
)
select period, group_values, opening, new, expansion, contraction, churn, reactivation, cross_sell, product_loss, transfer_in, transfer_out, acquired, fx, adjustment, closing,
  net_change_of(opening, closing) as net_new,
  ratio_of(growth_of(opening, closing)) as growth,
  ratio_of(new_share_of(new, expansion, reactivation)) as new_share,
  ratio_of(expansion_share_of(new, expansion, reactivation)) as expansion_share,
  ratio_of(churn_rate_of(opening, churn)) as churn_rate,
  ratio_of(gross_churn_rate_of(opening, contraction + product_loss, churn)) as gross_churn_rate,
  ratio_of(nrr_of(opening, expansion, contraction + product_loss, churn)) as nrr,
  ratio_of(grr_of(opening, contraction + product_loss, churn)) as grr,
  ratio_of(quick_ratio_of(new, expansion, reactivation, contraction, churn)) as quick_ratio,
  ratio_of(replacement_share_of(new, expansion, reactivation, contraction, churn)) as replacement_share
from shown where len(group_values) = 0 or throughout <> 0
order by period_no, group_values;
