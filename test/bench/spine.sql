-- the usual way: every customer times every month, its ARR at each month's end, the change against the month before, classified
with month as (
  select from_date, to_date from period_list($periods)
), customer as (
  select customer_key, min(from_on) as first_on from arr_line where arr <> 0 group by customer_key
), spine as (
  select customer.customer_key, customer.first_on, from_date, to_date from customer cross join month
), at_close as (
  select spine.customer_key, first_on, from_date, to_date, coalesce(sum(arr), 0) as closing,
    coalesce(sum(arr) filter (where is_acquired and begin_on >= from_date), 0) as bought
  from spine left join arr_line on arr_line.customer_key = spine.customer_key and from_on < to_date and to_date <= to_on
  group by spine.customer_key, first_on, from_date, to_date
), at_open as (
  select customer_key, sum(arr) as opening from arr_line, (select min(from_date) as start from month) where from_on < start and start <= to_on group by customer_key
), moved as (
  select at_close.*, coalesce(lag(closing) over (partition by customer_key order by from_date), opening, 0) as opening_arr
  from at_close left join at_open using (customer_key)
), classed as (
  select from_date, closing - opening_arr as change, bought,
    case
      when opening_arr < 0 or closing < 0 then 'adjustment'
      when opening_arr > 0 and closing > 0 then 'continue'
      when closing = 0 then 'churn'
      when first_on >= from_date then case when bought <> 0 then 'continue' else 'new' end
      else 'reactivation'
    end as kind
  from moved where closing <> opening_arr or bought <> 0
), split as (
  select from_date, change - case when kind in ('continue') then bought else 0 end as amount,
    case when kind = 'continue' then case when change - bought > 0 then 'expansion' else 'contraction' end else kind end as kind
  from classed
  union all
  select from_date, bought, 'acquired' from classed where kind = 'continue' and bought <> 0
)
select cast(from_date as varchar) as month, kind, cast(sum(amount) as varchar) as amount from split where amount <> 0 group by from_date, kind order by month, kind
