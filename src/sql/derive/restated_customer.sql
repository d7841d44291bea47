-- segment_change: restate_current. Customers whose lines do not all have the attributes of the latest line, and those attributes
create or replace table restated_customer as
with latest as (
  select customer_key, arg_max(cell_key, (start_date, line_id)) as cell_key, count(distinct cell_key) as cells
  from present_line cross join policy where policy.segment_change = 'restate_current' and not is_adjustment(line_key) group by customer_key
)
select latest.customer_key, attrs from latest join cell using (cell_key) where cells > 1;
