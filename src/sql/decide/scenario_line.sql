-- a copy of the customers' lines for each scenario, under keys and ids of their own, so that the very stages that price the book price them
create or replace temp view line_in_view as
select scenario_member.scenario_no, line_version.*
from line_version join scenario_member on scenario_member.customer_key = line_version.customer_key
where superseded_at is null
union all
select scenario_member.scenario_no, line_version.*
from foreign_link join scenario_member on scenario_member.customer_key = of_key join line_version on line_version.line_key = foreign_link.line_key
where (scenario_member.scenario_no, by_key) not in (select (mate.scenario_no, mate.customer_key) from scenario_member as mate);

create or replace temp table scenario_line as
with copied as (
  select present_line.*, coalesce(customer_named, customer_id) as payer, scenario_member.customer_key is not null as is_member
  from present_line
    join customer on customer.customer_key = landed_key
    left join scenario_member on scenario_member.scenario_no = present_line.scenario_no and scenario_member.customer_key = landed_key
    left join (select scenario_no, line_key, customer_named from decided_line) as decided on decided.scenario_no = present_line.scenario_no and decided.line_key = present_line.line_key
), keyed as (           -- those of other customers are there only for what they take the place of
  select *, case when is_member then dense_rank() over (order by scenario_no, payer) else 0 end as payer_key from copied
)
select * exclude (payer, is_member, payer_key) replace (
    cast(row_number() over (order by scenario_no, line_key) as bigint) as line_key, cast(payer_key as integer) as customer_key, cast(payer_key as integer) as landed_key,
    scenario_no || ':' || line_id as line_id, case when replaces = '' then '' else scenario_no || ':' || replaces end as replaces
  ), line_id as own_id
from keyed;

create or replace temp view present_line as select * from scenario_line;

create or replace temp view replacing_line as
select line_key, line_id, replaces from scenario_line where replaces <> '' and replaces <> line_id
union all
select by_line.line_key, by_line.line_id, decided_line.scenario_no || ':' || cut_line.line_id
from decided_line
  join line_version as cut_line on cut_line.line_key = decided_line.line_key
  join scenario_line as by_line on by_line.scenario_no = decided_line.scenario_no and by_line.own_id = cut_by;

create or replace temp table scope_customer as select distinct customer_key from scenario_line where customer_key > 0;
