-- the scope's rows go into the derived relations, in the order of customers
insert into counted_line by name
select line_key, customer_key, cell_key, product_key, kind, start_date, term_end, is_open, months, begin_on, end_on, cut_on, factor_rule, factor_num, factor_den
from counted_line_scope order by customer_key, line_key;

insert into arr_line by name
select * from arr_line_scope order by customer_key, line_key, from_on;

insert into arr_change by name
select from_on as on_date, customer_key, product_key, cell_key, line_key, native, arr from arr_line_scope where arr <> 0 or native <> 0
union all by name
select to_on as on_date, customer_key, product_key, cell_key, line_key, -native as native, -arr as arr from arr_line_scope
where (arr <> 0 or native <> 0) and to_on < date '9999-01-01'
order by customer_key, on_date;

insert into customer_day by name
with total as (
  select customer_key, on_date, cast(sum(arr) as bigint) as change
  from (select customer_key, from_on as on_date, arr from arr_line_scope where arr <> 0
        union all
        select customer_key, to_on, -arr from arr_line_scope where arr <> 0 and to_on < date '9999-01-01') as edge
  group by customer_key, on_date
), running as (
  select *, cast(sum(change) over (partition by customer_key order by on_date rows between unbounded preceding and current row) as bigint) as after from total
)
select customer_key, on_date, after, change,
  case when after > 0 then 1 else 0 end - case when after - change > 0 then 1 else 0 end as turn
from running order by customer_key, on_date;

insert into unrated_line by name
select line_key, customer_key, currency, max(native) as native from priced_line anti join fx_rate using (currency) group by line_key, customer_key, currency;
