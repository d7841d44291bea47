-- one more close of a period, with every row that it keeps
insert into period_close by name
select cast($close_id as integer) as close_id, $period as period, cast($from_date as date) as from_date, cast($to_date as date) as to_date,
  cast($now as timestamp) as closed_at, cast($import_id as integer) as import_id, $note as note, $cuts as cuts, $currency as currency, $policy as policy,
  $policy_hash as policy_hash, $data_hash as data_hash, $decisions_hash as decisions_hash, $model_hash as model_hash, $version as version;

insert into closed_row by name
select close_id, report, cut, row_number() over () as row_no, group_values, figures
from (select unnest(from_json($rows, '[{"close_id": "INTEGER", "report": "VARCHAR", "cut": "VARCHAR", "group_values": ["VARCHAR"], "figures": "MAP(VARCHAR, HUGEINT)"}]'), recursive := true)) as worked;
