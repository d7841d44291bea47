-- plan lines that the plan rules keep, with the factor that makes a year of their price: factor_num / factor_den. The price of a term
-- without an end, which landing refuses, is no price: other kind rules than those it was landed under may make one of a fee
create or replace temp table line_factor as
with priced as (
  select plan_line.*,
    case
      when kind = 'one_time' or kind = 'services' and amount_per = 'term' and is_open then 'face'
      when amount_per = 'term' and policy.partial_year = 'face_value' and is_short then 'face'
      when amount_per = 'term' and months > 0 and policy.term_annualisation <> 'days' then 'months'
      when amount_per = 'term' then 'days'
      when policy.partial_year = 'face_value' and is_short then 'part'
      else 'rate'
    end as factor_rule
  from plan_line cross join policy
), rated as (
  select priced.*,
    case amount_per when 'month' then 12 when 'quarter' then 4 when 'half_year' then 2 when 'year' then 1
      when 'week' then policy.weeks_num when 'day' then policy.days_num end as rate_num,
    case amount_per when 'week' then policy.weeks_den when 'day' then policy.days_den else 1 end * amount_every as rate_den
  from priced cross join policy
), factored as (
  select rated.* exclude (rate_num, rate_den), rate_num > rate_den as is_sub_annual,
    case factor_rule
      when 'face' then 1
      when 'months' then 12
      when 'days' then policy.days_num
      when 'part' then rate_num * coalesce(months, term_end - start_date)
      else rate_num
    end as factor_num,
    case factor_rule
      when 'face' then 1
      when 'months' then months
      when 'days' then policy.days_den * greatest(term_end - start_date, 1)
      when 'part' then rate_den * case when months is not null then 12 else 365 end
      else rate_den
    end as factor_den
  from rated cross join policy
)
select factored.* exclude (line_id, live_on, amount_per, amount_every, is_short, factor_num, factor_den, is_sub_annual),
  factor_num // gcd(factor_num, factor_den) as factor_num, factor_den // gcd(factor_num, factor_den) as factor_den
from factored cross join policy
where not (is_open and factor_rule = 'days')
  and not (policy.partial_year = 'exclude' and is_short)
  and not (policy.sub_annual_plans = 'exclude' and kind = 'recurring' and (is_short or is_open and is_sub_annual));
