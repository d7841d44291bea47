-- what the policy counts: one row a line, [begin_on, end_on) after cuts and run-ons, with its price and its yearly factor
create or replace temp view counted_line_scope as
select line_factor.* exclude (own_end), runs_by, step_months, step_days,
  case
    when run_to is not null then run_to
    when cut_on < own_end then greatest(cut_on, start_date)
    else own_end
  end as end_on
from line_factor left join run_on using (line_key);
