-- one row a payer, product and period at whose close it has ARR. What stands between two days of change is one stretch of periods, and only those of
-- the page are laid out
with period as (
  select period_no as no, period, to_date from period_list($periods)
), kept as (
  select line.period_no as of_period, customer_key, case when $detail = 'product' then product_key else 0 end as product_key, from_on, to_on, arr
  from cut_line(cut_columns('[]', $where, 'customer')) as line semi join kept_cell('[]', $where, 'customer') as kept_cell using (group_no)
    semi join kept_payer('[]', $where) as kept_payer using (customer_key)
  where arr <> 0
), edge as (
  select of_period, customer_key, product_key, from_on as on_date, arr from kept
  union all
  select of_period, customer_key, product_key, to_on, -arr from kept where to_on < date '9999-01-01'
), running as (
  select of_period, customer_key, product_key, on_date, cast(sum(sum(arr)) over pair as hugeint) as arr, coalesce(lead(on_date) over pair, date '9999-12-31') as until
  from edge group by of_period, customer_key, product_key, on_date window pair as (partition by of_period, customer_key, product_key order by on_date)
), placed as (
  select running.*, first.no as first_no, last.no as last_no
  from running asof join period as first on running.on_date < first.to_date asof join period as last on running.until >= last.to_date
  where arr <> 0
), stretch as (         -- what is told anew in each period is of that period alone
  select customer_key, product_key, arr, case when of_period = 0 then first_no else of_period end as first_no, case when of_period = 0 then last_no else of_period end as last_no
  from placed where first_no <= last_no and (of_period = 0 or of_period between first_no and last_no)
), counted as (
  select stretch.*, customer_id, product, cast(sum(last_no - first_no + 1) over (order by customer_id, product, first_no rows unbounded preceding) as bigint) as up_to
  from stretch join payer() as payer using (customer_key) left join product using (product_key)
), laid_out as (
  select *, unnest(range(first_no, last_no + 1)) as no from counted
  where up_to > cast($after as bigint) and coalesce(up_to - (last_no - first_no + 1) < cast($after as bigint) + cast($limit as bigint), true)
), page as (
  select *, up_to - last_no + no as place from laid_out
  where up_to - last_no + no > cast($after as bigint) and coalesce(up_to - last_no + no <= cast($after as bigint) + cast($limit as bigint), true)
), shown_payer as (
  select list(distinct customer_key) as keys from page
)
select period, customer_id as customer, coalesce(name, customer_id) as name, coalesce(parent, '') as parent, product, arr, place
from page join period using (no) left join customer_name((select keys from shown_payer)) as shown_name using (customer_key)
  left join customer_parent((select keys from shown_payer), (select max(to_date) - 1 from period)) as shown_parent using (customer_key)
order by place;
