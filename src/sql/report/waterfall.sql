-- one row a period: opening + the movements = closing
with period as (
  select * from period_list($periods)
), balance as (
  select period_no,
    coalesce(sum(change) filter (where on_date < from_date), 0) as opening,
    coalesce(sum(change) filter (where on_date < to_date), 0) as closing
  from period left join day_total on on_date < to_date
  group by period_no
), flow as (
  select period_no,
    coalesce(sum(amount) filter (where kind = 'new'), 0) as new,
    coalesce(sum(amount) filter (where kind = 'expansion'), 0) as expansion,
    coalesce(sum(amount) filter (where kind = 'contraction'), 0) as contraction,
    coalesce(sum(amount) filter (where kind = 'churn'), 0) as churn,
    coalesce(sum(amount) filter (where kind = 'reactivation'), 0) as reactivation,
    coalesce(sum(amount) filter (where kind = 'acquired'), 0) as acquired,
    coalesce(sum(amount) filter (where kind = 'adjustment'), 0) as adjustment
  from period left join period_flow($periods, $method) as flow using (period_no)
  group by period_no
)
select period, opening, new, expansion, contraction, churn, reactivation,
  0::hugeint as cross_sell, 0::hugeint as product_loss, 0::hugeint as transfer_in, 0::hugeint as transfer_out,
  acquired, 0::hugeint as fx, adjustment, closing,
  closing - opening as net_new,
  ratio(closing - opening, opening) as growth,
  ratio(new, new + expansion + reactivation) as new_share,
  ratio(expansion, new + expansion + reactivation) as expansion_share,
  ratio(-churn, opening) as churn_rate,
  ratio(-(churn + contraction), opening) as gross_churn_rate,
  ratio(opening + expansion + contraction + churn, opening) as nrr,
  ratio(opening + contraction + churn, opening) as grr,
  ratio(new + expansion + reactivation, -(contraction + churn)) as quick_ratio,
  ratio(-(contraction + churn), new + expansion + reactivation) as replacement_share
from period join balance using (period_no) join flow using (period_no)
order by period_no;
