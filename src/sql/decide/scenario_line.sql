-- a copy of the scope's lines for each scenario, under keys and ids of their own, so that the very stages that price the book price them
create or replace temp view line_in_view as
select chosen.scenario_no, scope_line.is_member, line_version.*
from (select told.scenario_no, told.scope_no from scenario) as chosen
  join scope_line on scope_line.scope_no = chosen.scope_no
  join line_version on line_version.line_key = scope_line.line_key;

-- scenario x line: whom it makes pay, who may be there by name only; no member is anybody's (customer 0)
create or replace temp table scenario_payer as
with paying as (
  select line.scenario_no, line.line_key,
    case when customer_named is not null and customer_set is null then -1 - cast(hash(customer_named) % 1000000000 as integer) else coalesce(customer_set, line.customer_key) end as payer
  from line_in_view as line left join decided_line on decided_line.scenario_no = line.scenario_no and decided_line.line_key = line.line_key
  where is_member
), payer as (
  select scenario_no, payer, cast(row_number() over () as integer) as payer_key from (select distinct scenario_no, payer from paying) as one
)
select scenario_no, line_key, payer_key from paying join payer using (scenario_no, payer);

create or replace temp table scenario_line as
select line.scenario_no, line.scenario_no * 10000000000 + line.line_key as line_key, line_id as own_id, line.scenario_no || ':' || line_id as line_id,
  case when replaces = '' then '' else line.scenario_no || ':' || replaces end as replaces,
  coalesce(payer_key, 0) as customer_key, coalesce(payer_key, 0) as landed_key, cell_key, kind, signed_on, start_date, end_date, is_end_inclusive, live_on, cancelled_on,
  amount_per, amount_every, gross_num, net_num, price_places, discount_until, contract_id, auto_renew, renewal_term_months, is_acquired,
  runs_until, begins_on, is_auto_renewed, is_adjusted
from present_line as line left join scenario_payer on scenario_payer.scenario_no = line.scenario_no and scenario_payer.line_key = line.line_key;

create or replace temp view present_line as select * from scenario_line;

create or replace temp view replacing_line as
select line_key, line_id, replaces from scenario_line where replaces <> '' and replaces <> line_id
union all
select tie.scenario_no * 10000000000 + other_key, tie.scenario_no || ':' || by_line.line_id, tie.scenario_no || ':' || cut_line.line_id
from decided_tie as tie join line_version as cut_line using (line_key) join line_version as by_line on by_line.line_key = other_key
where field = 'cut_by' and acts;

-- what a choice comes to is told by the file's customers
create or replace temp table customer_group (customer_key integer, group_key integer, group_id varchar);

create or replace temp table scope_customer as select distinct customer_key from scenario_line where customer_key > 0;
