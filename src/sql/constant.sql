-- facts that never change: powers of ten, the currencies whose minor unit is no hundredth, and how several periods of a measure make one
create or replace temp table power_of_ten as select places, cast('1' || repeat('0', places) as hugeint) as value from unnest(range(0, 37)) as t(places);
create or replace temp table unusual_currency as select unnest(from_json($currencies, '[{"currency": "VARCHAR", "places": "INTEGER"}]'), recursive := true);
create or replace temp table input_measure as select unnest(from_json($measures, '[{"measure": "VARCHAR", "over": "VARCHAR"}]'), recursive := true);
