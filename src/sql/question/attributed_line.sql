-- cells of lines that have no ARR, for the customers that files tell of: none until a question asks what all lines are sold for
create temp table if not exists sold_cell (customer_key integer, cell_key integer);

-- line x [from_on, to_on) x cell of a cut by what lines and files about customers say: its ARR, and the values by which it is grouped, numbered in
-- their order as text
create or replace temp macro attributed_cell(p_columns) as table
with priced as (
  select cell_key, product, attrs, source, coalesce(nullif(currency, ''), policy.line_currency) as currency from cell cross join policy
), told_pair as (
  select pair.customer_key, cell_key, from_on, to_on, told, is_instead
  from (select customer_key, cell_key from arr_line where customer_key in (select told_stretch.customer_key from told_stretch) union from temp.sold_cell) as pair
    join told_stretch as stretch using (customer_key)
), shown as (
  select 0 as own_key, date '0001-01-01' as from_on, date '9999-12-31' as to_on, cell_key, product, currency, attrs, source from priced
  union all by name
  select customer_key as own_key, from_on, to_on, cell_key, product, currency, case when is_instead then told else map_concat(told, attrs) end as attrs, source
  from told_pair join priced using (cell_key)
)
select own_key, from_on, to_on, cell_key, currency, list_transform(p_columns, n -> group_value(n, product, currency, attrs, source, '')) as cell_values,
  dense_rank() over (order by cell_values) as group_no
from shown;

create or replace temp macro attributed_line(p_columns, p_first := 0, p_last := 2147483647) as table
with mine as (
  select line.*, coalesce(told_of.customer_key, 0) as own_key
  from looked_line() as line left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
  where payer_key between p_first and p_last
)
select line_key, payer_key as customer_key, mine.product_key, mine.cell_key, group_no, told.currency, is_acquired, begin_on,
  greatest(mine.from_on, told.from_on) as from_on, least(mine.to_on, told.to_on) as to_on, native, arr, list_arr
from mine join attributed_cell(p_columns) as told on told.own_key = mine.own_key and told.cell_key = mine.cell_key and told.from_on < mine.to_on and mine.from_on < told.to_on;
