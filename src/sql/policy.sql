-- the policy as one row and a few lists: all that the model knows of it. line_currency is what a line is in that names none
create or replace table policy as
select unnest(from_json($policy, '{
  "reporting_currency": "VARCHAR", "line_currency": "VARCHAR", "time_zone": "VARCHAR", "weeks_num": "BIGINT", "weeks_den": "BIGINT", "days_num": "BIGINT", "days_den": "BIGINT",
  "term_annualisation": "VARCHAR", "term_snap_days": "INTEGER", "partial_year": "VARCHAR", "sub_annual_plans": "VARCHAR",
  "time_limited_discount": "VARCHAR", "ramp": "VARCHAR", "recognition": "VARCHAR", "late_signature": "VARCHAR", "end_date_convention": "VARCHAR",
  "expired": "VARCHAR", "overlap": "VARCHAR", "grace_days": "INTEGER", "renewal_gap": "VARCHAR", "churn_date": "VARCHAR",
  "reactivation_window_months": "INTEGER", "fx_split": "VARCHAR", "level": "VARCHAR", "product_migration": "VARCHAR", "segment_change": "VARCHAR",
  "carr_horizon_months": "INTEGER", "carr_known_churn": "VARCHAR", "revenue": "VARCHAR"
}'));
create or replace table include_kind as
select unnest(from_json($policy, '{"include_kinds": ["VARCHAR"]}').include_kinds) as kind;

create or replace table kind_rule as
select generate_subscripts(rules, 1) as rank, unnest(rules, recursive := true)
from (select from_json($policy, '{"kind_rules": [{"match": "VARCHAR", "kind": "VARCHAR"}]}').kind_rules as rules);

-- what one unit of a currency is worth in the reporting currency, on [from_on, to_on)
create or replace table rate as
select * replace (coalesce(from_on, date '0001-01-01') as from_on), coalesce(lead(from_on) over (partition by currency order by from_on), date '9999-12-31') as to_on
from (select unnest(from_json($policy, '{"rates": [{"currency": "VARCHAR", "from_on": "DATE", "rate_num": "HUGEINT", "rate_den": "HUGEINT"}]}').rates, recursive := true));

create or replace table tier as
select unnest(from_json($policy, '{"tiers": [{"from_arr": "HUGEINT", "tier": "VARCHAR"}]}').tiers, recursive := true);
