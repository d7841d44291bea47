-- the policy, but that every kind counts and no plan is left out: temporary tables that stand before the policy's own until they are dropped
create or replace temp table policy as
select * replace (case partial_year when 'exclude' then 'annualise' else partial_year end as partial_year, 'include' as sub_annual_plans) from policy;

create or replace temp table include_kind as select unnest(['recurring', 'usage', 'one_time', 'services']) as kind;
