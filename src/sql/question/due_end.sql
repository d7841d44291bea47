-- what renewals look at: counted recurring lines that are not empty; what people adjusted is no term. One that another removed wholly is neither due
-- nor a renewal
create or replace temp macro term_line() as table
select line_key, customer_key, product_key, cell_key, start_date, term_end, end_on, cut_on, coalesce(cut_on <= start_date, false) as is_removed,
  runs_by, step_months, step_days, switch_on, now_native, list_native
from counted_line
where kind = 'recurring' and start_date < term_end and not is_adjustment(line_key);

create or replace temp macro native_on(p_line, p_day) as case when p_line.switch_on <= p_day then p_line.list_native else p_line.now_native end;

create or replace temp macro is_one_contract(p_one, p_other) as p_one <> '' and p_one = p_other;

-- the k-th end of a term of a line that runs on
create or replace temp macro term_end_after(p_end, p_k, p_months, p_days) as
  case when p_months is null then p_end + cast(p_k * p_days as integer) else add_months(p_end, p_k * p_months) end;

-- about how many terms lie between the signed end and a day: one less, it, or one more is right
create or replace temp macro term_steps(p_end, p_day, p_months, p_days) as
  cast(case when p_months is null then (p_day - p_end) // p_days else month_steps(p_end, p_day) // p_months end as integer);

-- line x the last end at which it comes up for renewal; none if it has no end, if an amendment cut it, or if another line came inside a term
-- that it had run on into. is_held: it counts on until another renews it
create or replace temp macro last_end() as table
with early as (         -- cut by what renews it: that starts in the last 90 days of the term and ends after it, under another contract
  select distinct line.line_key
  from term_line() as line join replaced_line using (line_key)
    join term_line() as taker on taker.line_key = by_key and taker.customer_key = line.customer_key and taker.product_key = line.product_key
    join line_version as mine on mine.line_key = line.line_key join line_version as its on its.line_key = by_key
  where line.cut_on < line.term_end and taker.start_date = line.cut_on and taker.start_date >= line.term_end - 90 and taker.term_end > line.term_end
    and not is_one_contract(mine.contract_id, its.contract_id)
), reached as (
  select line.*, early.line_key is not null as is_early,
    case
      when runs_by is null or runs_by = 'held' or end_on <= term_end then term_end
      when runs_by = 'told' then end_on
      when end_on < date '9999-01-01' and list_contains(list_transform([-1, 0, 1],
        i -> term_end_after(term_end, greatest(0, term_steps(term_end, end_on, step_months, step_days) + i), step_months, step_days)), end_on) then end_on
    end as due_on
  from term_line() as line left join early using (line_key)
  where term_end < date '9999-01-01' and not is_removed
)
select * exclude (is_early, is_removed, runs_by), case when is_early then cut_on else due_on end - 1 as last_on, coalesce(runs_by = 'held' and end_on > term_end, false) as is_held
from reached where is_early or coalesce(cut_on >= term_end, true) and due_on < date '9999-01-01';

-- line x end of a term in [p_from, p_to) at which it goes on by itself
create or replace temp macro passed_end(p_from, p_to) as table
with running as (
  select * exclude (is_removed) from term_line() where not is_removed and runs_by in ('terms', 'told') and end_on > term_end and term_end < p_to and end_on >= p_from
), stepped as (
  select *, unnest(case when runs_by = 'told' then [0] else range(
    greatest(0, term_steps(term_end, cast(p_from as date), step_months, step_days) - 1), term_steps(term_end, least(end_on, cast(p_to as date)), step_months, step_days) + 2) end) as k
  from running
), ended as (
  select * exclude (k), term_end_after(term_end, cast(k as integer), step_months, step_days) as due_on from stepped
)
select * from ended where due_on >= p_from and due_on < p_to and due_on < end_on;
