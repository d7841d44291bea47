-- rows with every cell cast, and a mask of what is wrong with them: one bit for each row of `refusal`, 0 where nothing is
create or replace temp view typed_line as
with cast_cells as (
  select row_no, line_id, customer_id, attribute_cells,
    coalesce(line_id, customer_id, start_date, amount, amount_per, customer_name, product, parent_id, kind, signed_on, end_date, quantity, amount_every, currency,
      discount_percent, discount_amount, discount_until, contract_id, replaces, live_on, cancelled_on, auto_renew, renewal_term_months, origin, billing,
      recorded_on, superseded_on, parent_name, notice_days, opt_out_on, cancel_reason) is null
      and coalesce(list_max(attribute_cells), '') = '' as is_blank,
    coalesce(parent_id, '') as parent_id, coalesce(product, '-') as product, coalesce(kind, '') as kind, coalesce(description, '') as description, coalesce(currency, '') as currency,
    day_of(signed_on) as signed_on, day_of(start_date) as start_date, day_of(end_date) as end_date, day_of(discount_until) as discount_until,
    day_of(live_on) as live_on, day_of(cancelled_on) as cancelled_on, day_of(opt_out_on) as opt_out_on,
    instant_of(signed_on) as signed_at, instant_of(start_date) as start_at, instant_of(end_date) as end_at,
    instant_of(discount_until) as discount_until_at, instant_of(live_on) as live_at, instant_of(cancelled_on) as cancelled_at,
    record_instant(recorded_on, policy.time_zone) as recorded_at, record_instant(superseded_on, policy.time_zone) as superseded_at,
    amount, coalesce(quantity, '1') as quantity, amount_per,
    coalesce(discount_percent, '0') as discount_percent, coalesce(discount_amount, '0') as discount_amount,
    digits_of(amount) as amount_num, case when quantity is null then 1 else digits_of(quantity) end as quantity_num,
    case when discount_percent is null then 0 else digits_of(discount_percent) end as percent_num,
    case when discount_amount is null then 0 else digits_of(discount_amount) end as discount_num,
    try_cast(coalesce(amount_every, '1') as integer) as amount_every, try_cast(renewal_term_months as integer) as renewal_term_months,
    try_cast(notice_days as integer) as notice_days,
    coalesce(contract_id, '') as contract_id, coalesce(replaces, '') as replaces, coalesce(auto_renew = 'true', false) as auto_renew,
    coalesce(origin = 'acquisition', false) as is_acquired, coalesce(billing, 'upfront') as billing,
    coalesce(customer_name, '') as customer_name, coalesce(parent_name, '') as parent_name, coalesce(cancel_reason, '') as cancel_reason,
    case end_convention when 'inclusive' then true when 'exclusive' then false end as is_end_inclusive,
    coalesce(end_convention not in ('inclusive', 'exclusive'), false) as bad_end_convention,
    is_bad_date(signed_on) as bad_signed_on, is_bad_date(start_date) as bad_start_date, is_bad_date(end_date) as bad_end_date,
    is_bad_date(discount_until) as bad_discount_until, is_bad_date(live_on) as bad_live_on, is_bad_date(cancelled_on) as bad_cancelled_on,
    is_bad_date(opt_out_on) as bad_opt_out_on, is_bad_date(recorded_on) as bad_recorded_on, is_bad_date(superseded_on) as bad_superseded_on,
    is_bad_whole(amount_every, 1) as bad_amount_every, is_bad_whole(renewal_term_months, 1) as bad_renewal_term_months,
    is_bad_whole(notice_days, 0) as bad_notice_days, coalesce(auto_renew not in ('true', 'false'), false) as bad_auto_renew
  from read_line cross join policy
), sized as (
  select *,
    places_of(amount) + places_of(quantity) as gross_places,
    case when percent_num <> 0 then places_of(discount_percent) + 2 else 0 end as percent_places,
    case when discount_num <> 0 then places_of(discount_amount) else 0 end as discount_places,
    digit_count(amount) + case when row_has_quantity then digit_count(quantity) else 0 end + case when percent_num <> 0 then digit_count(discount_percent) else 0 end as digits
  from (select *, quantity <> '1' as row_has_quantity from cast_cells)
), scaled as (
  select *, greatest(gross_places + percent_places, discount_places) as price_places,
    -- an upper bound of a year's price in thousandths, as a rough number: it is only ever compared with a limit
    (abs(cast(amount_num as double) * cast(quantity_num as double)) * (1 + abs(cast(percent_num as double))) / pow(10.0, gross_places) + abs(cast(discount_num as double)))
      * case amount_per when 'year' then 1 when 'half_year' then 2 when 'quarter' then 4 when 'month' then 12 when 'week' then 53 else 366 end * 1000 as rough_year
  from sized
), judged as (
  select scaled.*,
    amount_num is not null and quantity_num is not null and percent_num is not null and discount_num is not null
      and digits <= 30 and price_places <= 24 and digit_count(discount_amount) <= 30 and rough_year < 1e17 as is_priceable,
    end_date is not null and end_date + case when coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive') then 1 else 0 end < date '2099-12-31' as has_end,
    local_start(start_at, start_date, policy.time_zone) as first_day,
    local_start(end_at, end_date, policy.time_zone) + case when coalesce(is_end_inclusive, policy.end_date_convention = 'inclusive') then 1 else 0 end as end_day,
    case when scaled.kind <> '' then scaled.kind else coalesce(rule_kind.kind, 'recurring') end as judged_kind
  from scaled left join rule_kind on scaled.kind = '' and rule_kind.product = scaled.product and rule_kind.description = scaled.description
    cross join policy
)
select columns(name -> name <> 'row_has_quantity' and not starts_with(name, 'bad_')),
  flag(line_id is null, 0) + flag(customer_id is null, 1)
  + flag(start_date is null and not bad_start_date, 2) + flag(bad_start_date, 3) + flag(bad_end_date, 4)
  + flag(coalesce(end_day < first_day, false), 5)
  + flag(amount is null, 6) + flag(amount is not null and amount_num is null, 7) + flag(quantity_num is null, 8)
  + flag(percent_num is null, 9) + flag(discount_num is null, 10)
  + flag(amount_per is null, 11)
  + flag(coalesce(amount_per not in ('month', 'quarter', 'half_year', 'year', 'week', 'day', 'term'), false), 12)
  + flag(judged_kind not in ('recurring', 'usage', 'one_time', 'services'), 13)
  + flag(billing not in ('upfront', 'monthly', 'quarterly', 'annual'), 14)
  + flag(bad_amount_every, 15) + flag(coalesce(amount_per = 'term' and amount_every <> 1, false), 16)
  + flag(coalesce(amount_per = 'term' and judged_kind in ('recurring', 'usage') and end_date is null and not bad_end_date, false), 17)
  + flag(coalesce(amount_per = 'term' and judged_kind in ('recurring', 'usage') and end_day = first_day, false), 18)
  + flag(coalesce(amount_per = 'term' and end_date is not null and not has_end, false), 19)
  + flag(bad_signed_on, 20) + flag(bad_discount_until, 21) + flag(bad_live_on, 22) + flag(bad_cancelled_on, 23)
  + flag(bad_opt_out_on, 24) + flag(bad_recorded_on, 25) + flag(bad_superseded_on, 26)
  + flag(bad_renewal_term_months, 27) + flag(bad_notice_days, 28) + flag(bad_auto_renew, 29)
  + flag(amount_num is not null and quantity_num is not null and percent_num is not null and discount_num is not null
      and coalesce(digits > 30 or price_places > 24 or digit_count(discount_amount) > 30, false), 30)
  + flag(coalesce(rough_year >= 1e17, false) and digits <= 30, 31)
  + flag(bad_end_convention, 34)
  + flag(coalesce(regexp_full_match(line_id, 'decision-[0-9]+'), false) and not coalesce(getvariable('is_adjusting'), false), 35) as mask
from judged;
