-- what reports ask of groups where every period is a calendar month and a cut goes by cells: payers whose cells are all in one group are the sums
-- that are kept by sets of cells, and none but the others are worked out line by line. It takes the place of cut_plain, by_group and everyone
create or replace temp table asked_cell as select * from attributed_cell(cut_columns($by, $where, 'customer'));

create or replace temp macro cut_cell(p_columns) as table select * from asked_cell;

create or replace temp table kept_group as
select group_no, shown_values as group_values from kept_cell($by, $where, 'customer');

-- sets in one group; those of a payer of whom files about customers say what no cell does may be in several
create or replace temp table pure_set as
with told as (
  select distinct set_key from payer_set
  where customer_key in (select payer_key from arr_line where arr_line.customer_key in (select told_stretch.customer_key from told_stretch))
), placed as (
  select set_key, min(group_no) as group_no, max(group_no) as last_no
  from (select set_key, unnest(cells) as cell_key from cell_set) as member join asked_cell using (cell_key) where own_key = 0
  group by set_key
)
select set_key, group_values from (placed anti join told using (set_key)) left join kept_group using (group_no) where group_no = last_no;

create or replace temp table mixed_payer as select customer_key from payer_set anti join pure_set using (set_key);

create or replace temp macro looked_line() as table select * from arr_line where payer_key in (select mixed_payer.customer_key from mixed_payer);

create or replace temp macro looked_day() as table select * from customer_day where customer_key in (select mixed_payer.customer_key from mixed_payer);

create or replace temp table asked_line as select 0 as period_no, * from attributed_line(cut_columns($by, $where, 'customer'));

create or replace temp macro cut_line(p_columns, p_first := 0, p_last := 2147483647) as table select * from asked_line;

create or replace temp macro group_flow(p_periods, p_method, p_by, p_where, p_level) as table
with told as (
  select period_no, group_values, kind, amount, turn
  from period_list(p_periods) as period join set_flow on month_on = from_date join pure_set using (set_key) where group_values is not null
  union all
  select period_no, group_values, kind, amount, turn
  from cut_flow(p_periods, p_method, cut_columns(p_by, p_where, 'customer'), p_level) join kept_group using (group_no)
)
select period_no, group_values, kind, sum(amount) as amount, sum(turn) as turn from told group by period_no, group_values, kind;

create or replace temp macro group_day(p_by, p_where, p_level) as table
with told as (
  select 0 as period_no, group_values, month_on as on_date, amount as change, turn from set_flow join pure_set using (set_key) where group_values is not null
  union all
  select period_no, group_values, on_date, change, turn from cell_turn(cut_columns(p_by, p_where, 'customer')) join kept_group using (group_no)
)
select period_no, group_values, on_date, sum(change) as change, sum(turn) as turn from told group by period_no, group_values, on_date;

create or replace temp macro group_fx(p_periods, p_by, p_where) as table
with told as (
  select period_no, group_values, amount as fx
  from period_list(p_periods) as period join set_flow on month_on = from_date join pure_set using (set_key) where group_values is not null and kind = 'fx'
  union all
  select period_no, group_values, fx from cut_step(p_periods, 'net', cut_columns(p_by, p_where, 'customer')) join kept_group using (group_no) where fx <> 0
)
select period_no, group_values, sum(fx) as fx from told group by period_no, group_values;
