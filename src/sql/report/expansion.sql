-- one row a period, or with $split two: of the customers whose net is a rise, and of those whose net is a fall
with flow as (
  select *, case when sum(total) over (partition by period_no, customer_key) > 0 then 'expansion' else 'contraction' end as direction from price_volume($periods)
), grouping as (
  select 'expansion' as direction, 1 as place union all select 'contraction', case when cast($split as boolean) then 2 else 1 end
)
select period, case when cast($split as boolean) then any_value(direction) end as direction,
  coalesce(sum(price), 0) as price, coalesce(sum(volume), 0) as volume, coalesce(sum(cross_sell), 0) as cross_sell, coalesce(sum(product_loss), 0) as product_loss,
  coalesce(sum(discount), 0) as discount, coalesce(sum(ramp), 0) as ramp, coalesce(sum(other), 0) as other,
  coalesce(sum(fx), 0) as fx, coalesce(sum(acquired), 0) as acquired, coalesce(sum(total), 0) as total
from period_list($periods) as period cross join grouping left join flow using (period_no, direction)
group by period_no, period, place
order by period_no, place;
