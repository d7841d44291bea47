-- present line x what it earns, as up to three stretches of time in each of which it earns evenly, its amount to date in minor units of its own
-- currency being sum(slope x marks gone by) / unit: its term, and where it runs on or has no end its time at the net and at the list price
create or replace temp table sold_line as
with year as (          -- marks in a year
  select revenue, partial_year = 'face_value' as counts_at_face, case when revenue = 'daily' then days_num else 12 * 377580 end as year_num, case when revenue = 'daily' then days_den else 1 end as year_den from policy
), cut_term as (        -- also where what cuts it is not in view
  select term.* replace (coalesce(counted.cut_on, term.cut_on) as cut_on), is_open as counted_open, end_on
  from sold_term as term left join (select line_key, cut_on, is_open, end_on from counted_line) as counted using (line_key)
), ended as (           -- a line that counts ends where it does in ARR
  select term.*, coalesce(group_key, term.customer_key) as payer_key, billing,
    case shape when 'open' then start_date when 'term' then coalesce(greatest(least(term_end, cut_on), start_date), term_end)
      else case when cut_on <= start_date then start_date else span_end end end as term_to,
    case shape when 'open' then greatest(coalesce(cut_on, date '9999-12-31'), start_date)
      when 'term' then case when counted_open = false then greatest(end_on, term_end) else coalesce(run_to, term_end) end
      else start_date end as run_to
  from cut_term as term join (select line_key, billing from line_version) as version using (line_key) left join run_on using (line_key)
    left join customer_group as grouped on grouped.customer_key = term.customer_key
), stretched as (
  select ended.*, revenue, year_num, year_den, counts_at_face, case when discount_until <= start_date then gross_num else net_num end as first_num,
    case when shape = 'open' then start_date when term_to = term_end and run_to > term_end then term_end end as run_from,
    revenue_mark(start_date, revenue) as start_mark, revenue_mark(span_end, revenue) as span_mark, revenue_mark(term_to, revenue) as term_mark,
    case when shape <> 'open' and start_date < span_end then span_num * span_up else 0 end as term_num,
    cast(year_down as hugeint) * year_num as run_den,
    case when run_from is null then 0 else net_num * year_up * year_den end as net_up, case when run_from is null then 0 else gross_num * year_up * year_den end as gross_up
  from ended cross join year
), spanned as (
  select stretched.*, span_mark - start_mark as span_marks,
    case when shape <> 'open' and start_date < span_end then span_down * (span_mark - start_mark) else 1 end as term_den,
    case when run_from is null then run_den else common_factor(net_up, gross_up) end as run_factor,
    revenue_mark(coalesce(run_from, term_to), revenue) as run_mark, revenue_mark(case when run_from is null then term_to else run_to end, revenue) as stop_mark
  from stretched
), lowered as (         -- in stages, so that no factor is looked for twice
  select spanned.*, common_factor(term_num, term_den) as term_factor, case when run_from is null then run_den else common_factor(run_factor, run_den) end as den_factor,
    greatest(run_mark, least(stop_mark, coalesce(revenue_mark(discount_until, revenue), stop_mark))) as switch_mark
  from spanned
), united as (
  select *, even_quotient(term_den, term_factor) as term_unit, case when run_from is null then run_den else even_quotient(run_den, den_factor) end as run_unit from lowered
), shared as (
  select *, case when run_from is null or shape = 'open' then 1 else common_factor(term_unit, run_unit) end as shared_factor from united
), measured as (
  select *, case when run_from is null then term_unit when shape = 'open' then run_unit else even_quotient(term_unit, shared_factor) * run_unit end as unit from shared
), sloped as (          -- what each stretch earns in a mark
  select *, even_quotient(term_num, term_factor) * even_quotient(unit, term_unit) as term_slope,
    case when run_from is null then 0 else even_quotient(net_up, den_factor) * even_quotient(unit, run_unit) end as net_slope,
    case when run_from is null then 0 else even_quotient(gross_up, den_factor) * even_quotient(unit, run_unit) end as gross_slope
  from measured
), parted as (
  select line_key, customer_key, payer_key, cell_key, product_key, currency, kind, shape <> 'open' and kind <> 'usage' as is_fixed, shape = 'open' as is_endless, signed_on, start_date,
    coalesce(discount_until, date '9999-12-31') as discount_until, span_end, span_marks, run_from, run_to, case when run_from is null then term_to else run_to end as earns_to,
    greatest(span_end, earns_to) as settles_on,
    case when kind = 'one_time' then null when billing = 'monthly' then 1 when billing = 'quarterly' then 3 when billing = 'annual' then 12 end as term_step,
    case billing when 'monthly' then 1 when 'quarterly' then 3 when 'annual' then 12 else price_months end as run_step,
    case when span_months is null then 365 else 1 end as step_up, case when span_months is null then 12 * span_days else span_months end as step_down,
    unit, year_num, year_den,
    struct_pack(slope := term_slope, from_mark := start_mark, to_mark := term_mark) as term_part,
    struct_pack(slope := net_slope, from_mark := run_mark, to_mark := switch_mark) as net_part,
    struct_pack(slope := gross_slope, from_mark := switch_mark, to_mark := stop_mark) as gross_part,
    case when start_date = span_end then 0 else whole_quotient(span_num * span_up, span_down) end as sold,
    case when kind <> 'recurring' or start_date = span_end then 0
      when ramp_price.line_key is not null then native
      when counts_at_face and shape = 'term' and is_short then whole_quotient(first_num * span_up, span_down // weight_all)
      else whole_quotient(first_num * year_up, year_down) end as first_arr
  from sloped left join ramp_price using (line_key)
)
select *, whole_quotient(term_part.slope * (term_part.to_mark - term_part.from_mark), unit) as term_whole from parted;
