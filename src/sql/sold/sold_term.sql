-- present line x the span over which its contract earns: a fee without a term all on its start (fee), a line without an end for as long as it runs
-- (open), any other over its signed term (term), with the price of that span, which for a line without an end is its first year
create or replace temp table sold_term as
with shaped as (
  select line.line_key, line.customer_key, cell_key, product_key, currency, kind, coalesce(signed_on, start_date) as signed_on, start_date, term_end, cut_on,
    gross_num, net_num, price_places, factor_rule, factor_num, factor_den, is_adjusted,
    case when gross_num <> net_num then discount_until end as discount_until,
    case when kind in ('one_time', 'services') and (factor_rule = 'face' and is_open or start_date = term_end and factor_rule <> 'rate') then 'fee'
      when is_open then 'open' else 'term' end as shape,
    case when policy.term_snap_days > 0 and months is not null then months < 12 else term_end < add_months(start_date, 12) end as is_short,
    case shape when 'fee' then start_date + 1 when 'open' then add_months(start_date, 12) else term_end end as span_end,
    case shape when 'open' then 12 when 'term' then months end as span_months
  from line_factor as line cross join policy
), measured as (
  select *, span_end - start_date as span_days,
    case when discount_until > start_date and discount_until < span_end then whole_months(start_date, discount_until) end as part_months
  from shaped
), weighed as (         -- a discount that ends counts for its share of the span: by months where both are whole months, else by days
  select *,
    discount_until is null or discount_until >= span_end as is_net_throughout,
    case when is_net_throughout or discount_until <= start_date then 1 when span_months is not null and part_months is not null then span_months else span_days end as weight_all,
    case when is_net_throughout then 1 when discount_until <= start_date then 0
      when span_months is not null and part_months is not null then part_months else discount_until - start_date end as weight_net
  from measured
)
select weighed.* exclude (is_net_throughout, part_months, weight_net),
  net_num * weight_net + gross_num * (weight_all - weight_net) as span_num,
  scale * case when factor_rule <> 'rate' then 1 else factor_num * coalesce(span_months, span_days) end as span_up,
  power_of_ten.value * weight_all * case when factor_rule <> 'rate' then 1 else factor_den * case when span_months is null then 365 else 12 end end as span_down,
  scale * factor_num as year_up, power_of_ten.value * factor_den as year_down,
  case when 12 * factor_den % factor_num = 0 then 12 * factor_den // factor_num else 1 end as price_months
from weighed join currency_scale using (currency) join power_of_ten on power_of_ten.places = price_places;

-- what can be the next line, at which one that runs on stops: a line of a kind that counts, or a recurring one
delete from line_factor where kind <> 'recurring' and kind not in (select include_kind.kind from include_kind);
