-- The relations that a derivation leaves behind for one policy; reports read nothing else but the landed lines.
-- counted lines. runs_by: how a line goes on past its signed end, term after term (terms), held until another comes (held), or to a day that a
-- decision names (told); step: how long such a term is. now_native: its yearly price in its own minor units until switch_on, list_native from then on;
-- null where its signed term is empty
create or replace table counted_line (
  line_key bigint, customer_key integer, cell_key integer, product_key integer, kind varchar, start_date date, term_end date, is_open boolean,
  months integer, begin_on date, end_on date, cut_on date, factor_rule varchar, factor_num bigint, factor_den bigint,
  runs_by varchar, step_months integer, step_days integer, switch_on date, now_native bigint, list_native bigint
);
-- payer_key: the customer that figures go by, which under level: parent is the top parent, known by the least key of its children
create or replace table arr_line (
  line_key bigint, customer_key integer, payer_key integer, product_key integer, cell_key integer, is_acquired boolean, is_held boolean, begin_on date,
  from_on date, to_on date, native bigint, list_native bigint, arr bigint, list_arr bigint
);
-- THE LEDGER: every signed, dated change of a line's ARR
create or replace table arr_change (
  on_date date, customer_key integer, payer_key integer, product_key integer, cell_key integer, line_key bigint, native bigint, arr bigint
);
-- payer (as customer_key) x day of change: its total after it, the change, whether it turned active (+1) or inactive (-1), and the last day before it on
-- which it turned inactive (0001-01-01: it never was active)
create or replace table customer_day (customer_key integer, on_date date, after bigint, change bigint, turn tinyint, gone_on date);
-- the same days, all customers together, and the number of customers that changed
create or replace table day_total (on_date date, change hugeint, turn bigint, customers bigint);
-- calendar month x kind of movement, netted by month: what most waterfalls are a sum of; turn: by how much the number of active customers changed
create or replace table month_flow (month_on date, kind varchar, amount hugeint, turn bigint);
-- sets of cells, numbered as they were first met; payer -> the cells in which its lines ever stand
create or replace table cell_set (set_key integer, cells integer[]);
create or replace table payer_set (customer_key integer, set_key integer);
-- the same movements by the sets of the payers: what a cut adds up wherever all cells of a payer are in one group
create or replace table set_flow (month_on date, set_key integer, kind varchar, amount hugeint, turn bigint);
-- customer x its top parent, under level: parent; empty otherwise
create or replace table customer_group (customer_key integer, group_key integer, group_id varchar);
-- segment_change: restate_current: the file's customer x attributes and source that all of its lines go by; empty otherwise
create or replace table restated_customer (customer_key integer, attrs map(varchar, varchar));
-- the file's customer x [from_on, to_on) x what files about customers say of it, or, as is_instead, what takes the place of its lines' attributes
create or replace table told_stretch (customer_key integer, from_on date, to_on date, told map(varchar, varchar), is_instead boolean);
-- currency x [from_on, to_on): a fraction that makes its minor units minor units of the reporting currency
create or replace table fx_rate (currency varchar, from_on date, to_on date, rate_num hugeint, rate_den hugeint);
-- counted line x [from_on, to_on) in a currency without a rate: in no figure, and named in every answer
create or replace table unrated_line (line_key bigint, customer_key integer, currency varchar, from_on date, to_on date, native bigint);
-- what committed ARR is made of beside ARR: counted lines signed before they begin, at their price of that day; counted lines with a notice;
-- counted lines x the lines that take their place by name; customer x product x [gap_on, held_to) without cover of its own
create or replace table signed_line (
  line_key bigint, customer_key integer, product_key integer, currency varchar, signed_on date, start_date date, begin_on date, end_on date, native bigint
);
create or replace table noticed_line (line_key bigint, customer_key integer, cancelled_on date);
create or replace table replaced_line (line_key bigint, customer_key integer, by_key bigint);
create or replace table held_cover (customer_key integer, product_key integer, gap_on date, held_to date);
