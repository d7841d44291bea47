-- present lines that the policy leaves out or whose kind is its guess, by kind, reason, currency and price period: how many, and their
-- amount x quantity as written, each line rounded to its own currency's minor unit, and what they carry on the day, or would if they counted
create or replace temp table written_line as
with told as (
  select line_key, line_id, coalesce(kind_set, nullif(line.kind, ''), cell_kind.kind, 'recurring') as kind, kind_set is null and line.kind = '' and cell_kind.kind is not null as is_by_rule,
    cell.currency, amount_per, amount_every, gross_num, price_places
  from line_version as line join priced_cell as cell using (cell_key) left join cell_kind using (cell_key)
    left join (select line_key, kind_set, is_left_out from decided_line) as decided using (line_key)
  where superseded_at is null and is_left_out is distinct from true
), picked as (
  select *, kind in (select include_kind.kind from include_kind) as is_kind_counted, line_key in (select counted_line.line_key from counted_line) as is_counted
  from told
)
select kind, is_by_rule, is_kind_counted, is_counted, currency, amount_per, amount_every, count(*) as lines,
  sum(scale_amount(gross_num, cast(scale as hugeint), power_of_ten.value)) as written, min(line_id, 3) as examples, min(line_key) as line_key,
  sum(native) as native, sum(arr) as arr
from picked left join (select * from carried_on(cast($on as date)) where basis <> 'empty') using (line_key)
  join currency_scale using (currency) join power_of_ten on power_of_ten.places = price_places
where is_by_rule or not is_counted
group by kind, is_by_rule, is_kind_counted, is_counted, currency, amount_per, amount_every;
