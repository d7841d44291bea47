-- period x payer: its size, its cohort and its age at the opening, or at the closing where it has no ARR at the opening
create or replace temp table dimension_of_payer as
with payer_period as (
  select customer_key, first_on, period.* from period_list($periods) as period
    cross join (select distinct payer_key as customer_key from arr_line) as payer_of_line
    left join (select customer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key) as active using (customer_key)
), opened as (
  select payer_period.*, coalesce(day.after, 0) as opening
  from payer_period asof left join customer_day as day on day.customer_key = payer_period.customer_key and day.on_date < payer_period.from_date
), closed as (
  select opened.*, case when opening <> 0 then opening else coalesce(day.after, 0) end as told_arr, case when opening <> 0 then from_date else to_date end as told_by
  from opened asof left join customer_day as day on day.customer_key = opened.customer_key and day.on_date < opened.to_date
), aged as (
  select *, year(told_by) - year(first_on) as years from closed
)
select customer_key, period_no, coalesce(band.tier, '') as tier, coalesce(strftime(first_on, '%Y-%m'), '') as cohort,
  case when first_on < told_by then cast(years - case when add_months(first_on, 12 * years) > told_by then 1 else 0 end as varchar) else '' end as tenure
from aged asof left join tier as band on aged.told_arr >= band.from_arr;

-- period x line that stands in it, a year before its end or on the earlier day that a question names: how long it is signed for, and for how much longer at the opening, or at the closing
-- where it has no ARR at the opening; of what is signed and begins later (is_ahead), on its first day; what people adjusted is no plan
create or replace temp table dimension_of_line as
with line_period as (
  select line_key, period_no, case when coalesce(sum(arr) filter (where from_on < from_date and from_date <= to_on), 0) <> 0 then any_value(from_date) else any_value(to_date) end as told_by,
    false as is_ahead
  from arr_line join period_list($periods) on from_on < to_date and to_on >= least(from_date, add_months(to_date, -12), coalesce(cast($since as date), to_date))
  group by line_key, period_no
  union all
  select line_key, period_no, begin_on, true from signed_line join period_list($periods) on begin_on >= to_date
)
select line_key, period_no, is_ahead,
  case when made_by is not null then ''
    when is_open then case when factor_num > factor_den then 'month_to_month' when factor_num = factor_den then 'annual' else 'multi_year' end
    when coalesce(months < 12, term_end < add_months(line.start_date, 12)) then 'month_to_month'
    when coalesce(months < 24, term_end < add_months(line.start_date, 24)) then 'annual'
    else 'multi_year' end as commitment,
  case when made_by is not null then ''
    when is_open then 'open'
    when term_end < told_by then 'past_end'
    when term_end < add_months(told_by, 3) then '00-03_months'
    when term_end < add_months(told_by, 6) then '03-06_months'
    when term_end < add_months(told_by, 12) then '06-12_months'
    when term_end < add_months(told_by, 24) then '12-24_months'
    else '24_months_up' end as remaining_term
from line_period join counted_line as line using (line_key) join line_version using (line_key)
  left join decision on deed = 'adjust' and line_id = 'decision-' || decision_id;

-- period x line x [from_on, to_on) x cell of the cut
create or replace temp table computed_line as
with question as (
  select cut_columns($cut_by, $where, 'customer') as names, from_json($computed, '["VARCHAR"]') as computed
), valued as (
  select distinct group_no, cell_values from attributed_cell(cut_columns($cut_by, $where, 'customer'))
), placed as (
  select line.* exclude (group_no), period_no,
    list_transform(names, (n, i) -> case when not list_contains(computed, n) then cell_values[i]
      when n = 'tier' then tier when n = 'cohort' then cohort when n = 'tenure' then tenure when n = 'commitment' then commitment else remaining_term end) as cell_values
  from attributed_line(cut_columns($cut_by, $where, 'customer')) as line join valued using (group_no)
    join (select * from dimension_of_line where not is_ahead) as of_line using (line_key) join dimension_of_payer using (customer_key, period_no) cross join question
)
select *, dense_rank() over (order by cell_values) as group_no from placed;

create or replace temp macro cut_cell(p_columns) as table
select distinct group_no, cell_values from computed_line;

create or replace temp macro cut_line(p_columns, p_first := 0, p_last := 2147483647) as table
select * exclude (cell_values) from computed_line where customer_key between p_first and p_last;

-- the same for what is no piece of ARR: which names are worked out, and their values for each payer and line
create or replace temp table computed_name as select unnest(from_json($computed, '["VARCHAR"]')) as name;

create or replace temp macro computed_names() as (select list(name) from computed_name);

create or replace temp macro payer_dimension() as table
select customer_key, period_no, map {'tier': tier, 'cohort': cohort, 'tenure': tenure} as told from dimension_of_payer;

create or replace temp macro line_dimension() as table
select line_key, period_no, map {'commitment': commitment, 'remaining_term': remaining_term} as told from dimension_of_line;
