-- cohort x age at which it is looked at again: the day after (close_on) and the number of that look among the periods of the question (period_no). Age 0
-- is the end of the cohort's own period; age 1 the next end of a period of the grain of ages (the last by then is own_look), and so on
create or replace temp macro cohort_list(p_cohorts) as table
select unnest(from_json(p_cohorts, '[{"cohort_no": "INTEGER", "cohort": "VARCHAR", "from_date": "DATE", "to_date": "DATE", "own_look": "INTEGER", "period_no": "INTEGER"}]'), recursive := true);

create or replace temp macro look_list(p_looks) as table
select unnest(from_json(p_looks, '[{"look_no": "INTEGER", "from_date": "DATE", "to_date": "DATE", "period_no": "INTEGER"}]'), recursive := true);

create or replace temp macro cohort_cell(p_cohorts, p_looks) as table
select cohort_no, cohort, 0 as age, to_date as close_on, period_no from cohort_list(p_cohorts)
union all
select cohort_no, cohort, look_no - own_look, look.to_date, look.period_no
from cohort_list(p_cohorts) as cohort join look_list(p_looks) as look on look_no > own_look;

-- payer x its cohort: that of the period of its first active day ever; who never was active is in none
create or replace temp macro cohort_payer(p_cohorts) as table
select customer_key, cohort_no, own_look, period_no, to_date as opening_on
from (select customer_key, min(on_date) as first_on from customer_day where turn = 1 group by customer_key) as active
  join cohort_list(p_cohorts) on first_on >= from_date and first_on < to_date;

-- the same for those that have ARR at the end of the cohort's own period (r0)
create or replace temp macro cohort_opening(p_cohorts) as table
select customer_key, cohort_no, period_no, opening_on, arg_max(after, on_date) as r0
from cohort_payer(p_cohorts) join customer_day using (customer_key)
where on_date < opening_on
group by customer_key, cohort_no, period_no, opening_on having arg_max(after, on_date) > 0;
