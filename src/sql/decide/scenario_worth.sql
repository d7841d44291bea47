-- what each scenario comes to at the close of the day and at the last close
insert into scenario_worth
select line_key // 10000000000 as scenario_no, coalesce(sum(arr) filter (where from_on <= cast($on as date) and cast($on as date) < to_on), 0),
  coalesce(sum(arr) filter (where from_on <= cast($close as date) and cast($close as date) < to_on), 0)
from arr_line_scope
group by scenario_no;
