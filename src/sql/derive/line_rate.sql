-- the yearly price of a counted line as fractions in minor units: now_num / den until the discount ends, gross_num / den after it
create or replace temp table line_rate as
with discounted as (
  select line.*, unit.scale,
    case
      when gross_num = net_num or discount_until is null then 'always'
      when policy.time_limited_discount = 'ignore' then 'never'
      when policy.time_limited_discount = 'average_over_term' and not is_open and start_date < term_end then 'average'
      else 'until'
    end as discount_rule,
    case when discount_until > start_date and discount_until < term_end then whole_months(start_date, discount_until) end as part_months
  from counted_line_scope as line join currency_scale as unit using (currency) cross join policy
  where start_date < term_end
), weighed as (
  select *,
    case when discount_rule = 'average' then
      case when months is not null and (part_months is not null or discount_until <= start_date or discount_until >= term_end)
        then months else term_end - start_date end
      else 1 end as weight_all,
    case when discount_rule <> 'average' then 1
      when discount_until <= start_date then 0
      when months is not null and discount_until >= term_end then months
      when months is not null and part_months is not null then part_months
      else least(discount_until, term_end) - start_date end as weight_net
  from discounted
)
select line_key, customer_key, product_key, cell_key, currency, contract_id, is_acquired, is_adjusted, is_open, start_date, term_end, months, begin_on, end_on,
  case when discount_rule = 'until' then discount_until end as switch_on,
  gross_num,
  case discount_rule
    when 'never' then gross_num
    when 'average' then net_num * weight_net + gross_num * (weight_all - weight_net)
    else net_num
  end as now_num,
  weight_all,
  factor_num * scale as up,
  power_of_ten.value * factor_den as down,
  price_places <= 4 and abs(gross_num) < 10000000000 and abs(net_num) < 10000000000
    and factor_num * scale < 1000000 and factor_den < 100000 and weight_all = 1 as is_small
from weighed join power_of_ten on power_of_ten.places = price_places;
