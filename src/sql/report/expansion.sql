-- one row a period and group, or with $split two: of the customers whose net is a rise, and of those whose net is a fall
with flow as (
  select part.*, product, case when sum(part.total) over (partition by period_no, part.customer_key) > 0 then 'expansion' else 'contraction' end as direction,
    list_transform(from_json($by, '["VARCHAR"]'), (name, i) -> case name when 'product' then product else payer_values[i] end) as group_values
  from price_volume($periods) as part join product using (product_key) join kept_payer($by, $where) as kept_payer using (customer_key)
), kept as (            -- after it was told whose net is a rise
  select flow.* from flow semi join (
    select product from product where is_met(['product'], [product], from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]'))
  ) as named using (product)
), side as (
  select 'expansion' as direction, 1 as place union all select 'contraction', case when cast($split as boolean) then 2 else 1 end
), grouping as (        -- groups that are zero throughout are left out
  select distinct group_values from kept
  where price <> 0 or volume <> 0 or cross_sell <> 0 or product_loss <> 0 or discount <> 0 or ramp <> 0 or other <> 0 or fx <> 0 or acquired <> 0
  union
  select []::varchar[] where $by = '[]'
)
select period, group_values, case when cast($split as boolean) then any_value(direction) end as direction,
  coalesce(sum(price), 0) as price, coalesce(sum(volume), 0) as volume, coalesce(sum(cross_sell), 0) as cross_sell, coalesce(sum(product_loss), 0) as product_loss,
  coalesce(sum(discount), 0) as discount, coalesce(sum(ramp), 0) as ramp, coalesce(sum(other), 0) as other,
  coalesce(sum(fx), 0) as fx, coalesce(sum(acquired), 0) as acquired, coalesce(sum(total), 0) as total
from period_list($periods) as period cross join grouping cross join side left join kept using (period_no, group_values, direction)
group by period_no, period, group_values, place
order by period_no, group_values, place;
