-- a line that is somebody's own: it meets their conditions on a day on which it has ARR, or where it never has any on a day of its term. Files about
-- customers are asked of every line's cell
insert into sold_cell
select distinct customer_key, cell_key from present_line where customer_key in (select told_stretch.customer_key from told_stretch)
except
select customer_key, cell_key from sold_cell;

create or replace temp table own_line as
with said as (
  select own_key, cell_key, from_on, to_on from attributed_cell(cut_columns('[]', $where, 'customer')) as told
  where is_met(cut_columns('[]', $where, 'customer'), cell_values, from_json($where, '[{"column": "VARCHAR", "op": "VARCHAR", "values": ["VARCHAR"]}]'))
), line as (
  select line_key, customer_key, payer_key, cell_key, from_on, to_on from arr_line
  union all
  select line_key, line.customer_key, coalesce(group_key, line.customer_key), cell_key, start_date, greatest(coalesce(end_date, date '9999-12-31'), start_date + 1)
  from present_line as line left join customer_group as grouped on grouped.customer_key = line.customer_key
  where line_key not in (select arr_line.line_key from arr_line)
), placed as (
  select line.*, coalesce(told_of.customer_key, 0) as own_key from line left join (select distinct customer_key from told_stretch) as told_of using (customer_key)
)
select distinct line_key
from placed join said on said.own_key = placed.own_key and said.cell_key = placed.cell_key and said.from_on < placed.to_on and placed.from_on < said.to_on
  semi join kept_payer('[]', $where) as payer on payer.customer_key = payer_key;

-- what the whole book makes of these lines: their days and their ARR are the same for everybody
create or replace temp table own_arr_line as select arr_line.* from arr_line semi join own_line using (line_key);

create or replace temp table own_counted_line as select counted_line.* from counted_line semi join own_line using (line_key);

create or replace temp table own_unrated_line as select unrated_line.* from unrated_line semi join own_line using (line_key);

create or replace temp table own_signed_line as select signed_line.* from signed_line semi join own_line using (line_key);

create or replace temp table own_noticed_line as select noticed_line.* from noticed_line semi join own_line using (line_key);

create or replace temp table own_replaced_line as
select replaced_line.* from replaced_line semi join own_line using (line_key) semi join own_line as taker on taker.line_key = by_key;

create or replace temp table own_held_cover as
select held_cover.* from held_cover
semi join (select * from own_arr_line where is_held) as line
  on line.customer_key = held_cover.customer_key and line.product_key = held_cover.product_key and line.from_on <= gap_on and gap_on < line.to_on;
