-- the policy, but that every line of every kind takes part at the price that its contract says: temporary tables that stand before the policy's own
-- until they are dropped
create or replace temp table policy as
select * replace ('annualise' as partial_year, 'include' as sub_annual_plans, 'net_in_force' as time_limited_discount) from policy;

create or replace temp table include_kind as select unnest(['recurring', 'usage', 'one_time', 'services']) as kind;
