-- the lines of each part, the largest change first: ARR at both closes in the part's cells, the arithmetic of each, what acted on it, and its
-- row in the source; those beyond $top are one row a part without a line
with part as (
  select unnest(from_json($parts, '[{"part_no": "INTEGER", "customer_key": "INTEGER", "before_on": "DATE", "after_on": "DATE", "groups": ["BIGINT"]}]'), max_depth := 2)
), piece as (
  select part_no, before_on, after_on, line.line_key,
    sum(arr) filter (where from_on <= before_on and before_on < to_on) as before_arr, sum(arr) filter (where from_on <= after_on and after_on < to_on) as after_arr
  from part join cell_line($by, $where, $level) as line on line.customer_key = part.customer_key and list_contains(groups, line.group_no) and is_of_period(line.period_no, 1)
  where from_on <= before_on and before_on < to_on or from_on <= after_on and after_on < to_on
  group by part_no, before_on, after_on, line.line_key
), ranked as (
  select piece.*, line_id, cast(coalesce(after_arr, 0) - coalesce(before_arr, 0) as hugeint) as amount,
    row_number() over (partition by part_no order by abs(coalesce(after_arr, 0) - coalesce(before_arr, 0)) desc, abs(coalesce(after_arr, before_arr)) desc, line_id) as place
  from piece join line_version using (line_key)
), shown as (
  select * from ranked where place <= cast($top as bigint)
), side as (
  select part_no, line_key, false as is_after, before_on as on_day from shown where before_arr is not null
  union all
  select part_no, line_key, true, after_on from shown where after_arr is not null
), priced as (
  select side.*, arr_line.arr, arr_line.list_arr, native, is_held, arr_line.begin_on, version.* exclude (line_key, is_acquired, start_date, kind), counted.start_date, counted.kind,
    term_end, end_on, is_open, months, factor_rule, factor_num, factor_den, version.kind as kind_written, cell.product, coalesce(nullif(cell.currency, ''), reporting_currency) as currency,
    rate.from_on as rate_on
  from side join arr_line on arr_line.line_key = side.line_key and arr_line.from_on <= on_day and on_day < arr_line.to_on
    join line_version as version on version.line_key = side.line_key join counted_line as counted on counted.line_key = side.line_key
    join cell on cell.cell_key = arr_line.cell_key cross join policy
    left join rate on rate.currency = coalesce(nullif(cell.currency, ''), reporting_currency) and rate.currency <> reporting_currency and rate.from_on <= on_day and on_day < rate.to_on
), told as (
  select part_no, line_key, is_after, product, currency, rate_on, line_formula(priced, times, policy.ramp) as formula, list_filter([
    case when kind_written = '' and kind <> 'recurring' then 'kind_rules' end,
    case when kind <> 'recurring' then 'include_kinds' end,
    case when amount_per = 'week' then 'weeks_per_year' end,
    case when amount_per = 'day' or factor_rule = 'days' then 'days_per_year' end,
    case when factor_rule = 'days' and months is not null then 'term_annualisation' end,
    case when months is distinct from whole_months(start_date, term_end) and not is_open then 'term_snap_days' end,
    case when factor_rule = 'part' or factor_rule = 'face' and amount_per = 'term' and kind not in ('one_time', 'services') then 'partial_year' end,
    case when discount_until is not null then 'time_limited_discount' end,
    case when policy.ramp <> 'current_step' and contract_id <> '' then 'ramp' end,
    case when recognition <> 'start' and begin_on <> start_date then 'recognition' end,
    case when late_signature <> 'effective_date' and signed_on > start_date then 'late_signature' end,
    case when end_date_convention <> 'exclusive' and end_date is not null and is_end_inclusive is null then 'end_date_convention' end,
    case when expired <> 'churn' and on_day >= term_end and not is_held then 'expired' end,
    case when overlap <> 'sum' then 'overlap' end,
    case when is_held then 'grace_days' end,
    case when is_held then 'renewal_gap' end,
    case when churn_date <> 'day_after' and end_on <= on_day + 1 then 'churn_date' end,
    case when currency <> reporting_currency then 'fx' end], one -> one is not null) as knobs
  from priced left join line_times((select list(distinct line_key) from shown)) as moved using (line_key) cross join policy
), joined as (
  select part_no, line_key, any_value(product) as product, any_value(currency) as currency, list_distinct(flatten(list(knobs order by is_after))) as knobs,
    any_value(formula) filter (where not is_after) as formula_before, any_value(formula) filter (where is_after) as formula_after,
    any_value(rate_on) filter (where not is_after) as rate_before, any_value(rate_on) filter (where is_after) as rate_after
  from told group by part_no, line_key
)
select shown.part_no, shown.place, line_id, customer_id as customer, product, shown.amount, before_arr, after_arr, formula_before, formula_after, knobs, currency, rate_before, rate_after,
  coalesce(decisions, '') as decisions, import.source as file, source_row as row, import_id, cast(done_at as varchar) as imported_at, cast(recorded_at as varchar) as recorded_at, 1 as lines
from shown join joined using (part_no, line_key) join (select line_key, line_version.customer_key, source_row, import_id, recorded_at from line_version) as version using (line_key)
  join customer on customer.customer_key = version.customer_key join import using (import_id)
  left join line_decision((select list(distinct line_key) from shown)) as decided using (line_key)
union all by name
select part_no, null as line_id, cast(sum(amount) as hugeint) as amount, sum(before_arr) as before_arr, sum(after_arr) as after_arr, cast(count(*) as integer) as lines
from ranked where place > cast($top as bigint) group by part_no
order by part_no, place;
