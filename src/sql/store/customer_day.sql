-- one row a payer and day of change: the change, the total after it, whether it turned active (+1) or inactive (-1), and the last day
-- before it on which it turned inactive
insert into customer_day by name
with total as (
  select customer_key, on_date, cast(sum(arr) as bigint) as change
  from (select payer_key as customer_key, from_on as on_date, arr from arr_line_scope where arr <> 0
        union all
        select payer_key, to_on, -arr from arr_line_scope where arr <> 0 and to_on < date '9999-01-01') as edge
  group by customer_key, on_date
), running as (
  select *, cast(sum(change) over (partition by customer_key order by on_date rows between unbounded preceding and current row) as bigint) as after from total
), turned as (
  select *, case when after > 0 then 1 else 0 end - case when after - change > 0 then 1 else 0 end as turn from running
)
select *,
  coalesce(max(case when turn = -1 then on_date end) over (partition by customer_key order by on_date rows between unbounded preceding and 1 preceding),
    date '0001-01-01') as gone_on
from turned order by customer_key, on_date;
