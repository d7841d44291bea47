-- one row a cohort, age and group: what the customers that were first active in one period are at its end and at each later one. A figure is a running
-- sum over the days on which something of the cohort changes
with cohort_look as materialized (
  select * from cohort_cell($cohorts, $looks)
), turned as materialized (
  select cohort_no, turn.* from payer_turn($by, $where) as turn join cohort_payer($cohorts) as member using (customer_key)
), part as materialized (
  select * from opened_part(case when $measure in ('arr', 'logos') then '[]' else $cohorts end, $by, $where)
), followed as (        -- what is retained follows a customer home to the groups of its opening, in millionths of a minor unit
  select cohort_no, group_values, customer_key, on_date, case when $measure = 'logo_retention' then case when opened > 0 then 1 else 0 end else opened * 1000000 end as at_first,
    case when $measure = 'logo_retention' then case when opened > 0 and r1 > 0 then 1 else 0 end
      else part_of(case when $measure = 'grr' then greatest(0, least(retained, r0)) else retained end, opened, r0) end as stands
  from cohort_retained(case when $measure in ('arr', 'logos') then '[]' else $cohorts end) as state join part using (customer_key, cohort_no, r0)
), moved as (
  select cohort_no, group_values, on_date, stands - lag(stands, 1, at_first) over (partition by customer_key, group_values order by on_date) as amount from followed
), event as (
  select cohort_no, group_values, period_no, on_date, cast(sum(case $measure when 'arr' then change else turn end) as hugeint) as amount
  from turned where $measure in ('arr', 'logos') group by cohort_no, group_values, period_no, on_date
  union all             -- at the end of the cohort's own period all of it is there
  select cohort_no, group_values, 0, opening_on - 1, sum(case when $measure <> 'logo_retention' then opened * 1000000 when opened > 0 then 1 else 0 end)
  from part group by cohort_no, group_values, opening_on
  union all
  select cohort_no, group_values, 0, on_date, sum(amount) from moved group by cohort_no, group_values, on_date
), aged as (
  select event.cohort_no, group_values, case when on_date < cohort.to_date then 0 else look_no - own_look end as age, amount
  from event join cohort_list($cohorts) as cohort using (cohort_no) left join look_list($looks) as look on on_date >= look.from_date and on_date < look.to_date
  where event.period_no = 0 and (on_date < cohort.to_date or look_no is not null)
  union all             -- groups that are told anew at each age hold its sum at that age alone
  select event.cohort_no, group_values, age + unnest([0, 1]), unnest([amount, -amount])
  from event join cohort_look on cohort_look.cohort_no = event.cohort_no and cohort_look.period_no = event.period_no and on_date < close_on
), told as (
  select cohort_no, group_values, age, sum(amount) as amount from aged group by cohort_no, group_values, age
), sized as (           -- who ever was active in the group up to the last age
  select cohort_no, group_values, count(distinct (customer_key, group_no)) as size
  from turned join (select cohort_no, period_no, max(close_on) as close_on from cohort_look group by cohort_no, period_no
    union all select cohort_no, 0, max(close_on) from cohort_look group by cohort_no) as last_look using (cohort_no, period_no)
  where turn = 1 and on_date < close_on group by cohort_no, group_values
), grouping as (
  select distinct cohort_no, group_values from told full join sized using (cohort_no, group_values)
), running as (
  select cohort_no, cohort, group_values, age, coalesce(size, 0) as size,
    coalesce(sum(amount) over (partition by cohort_no, group_values order by age), 0) as amount
  from cohort_look join grouping using (cohort_no) left join told using (cohort_no, group_values, age) left join sized using (cohort_no, group_values)
), shown as (           -- groups that are zero throughout are left out
  select *, first_value(amount) over ages as at_first, max(abs(amount)) over (partition by cohort_no, group_values) as most
  from running window ages as (partition by cohort_no, group_values order by age)
)
select cohort, group_values, size, age, case when $measure in ('arr', 'logos') then amount else ratio(amount, at_first) end as value
from shown where size > 0 or most > 0
order by cohort_no, age, group_values;
