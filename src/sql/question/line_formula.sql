-- an amount in the minor units of a currency, as exact decimal text: the places are looked up in a map, as a search by the currency of each line would be
-- one of all that is known of it
create or replace temp macro placed_text(p_minor, p_places) as
  case when p_places = 0 then cast(p_minor as varchar)
    else case when p_minor < 0 then '-' else '' end || cast(abs(p_minor) // ten_to(p_places) as varchar) || '.' || lpad(cast(abs(p_minor) % ten_to(p_places) as varchar), cast(p_places as integer), '0') end;

create or replace temp macro minor_text(p_minor, p_currency) as
  placed_text(p_minor, coalesce((select map_from_entries(list(struct_pack(k := currency, v := places))) from unusual_currency)[p_currency], 2));

-- the arithmetic that made the ARR of a line on a day, in words: of a row with its columns, its interval's amounts and its
-- factor; p_times: by how much a decision moved the point of its amount, or null
create or replace temp macro line_formula(p_line, p_times, p_ramp) as
  p_line.amount || coalesce(' x ' || p_times, '') || case when p_line.quantity <> '1' then ' x ' || p_line.quantity else '' end
    || case when p_line.discount_percent <> '0' and p_line.list_arr <> p_line.arr then ' less ' || p_line.discount_percent || '%' else '' end
    || case when p_line.discount_amount <> '0' and p_line.list_arr <> p_line.arr then ' less ' || p_line.discount_amount else '' end
    || case when p_line.factor_num = p_line.factor_den then '' when p_line.factor_den = 1 then ' x ' || p_line.factor_num else ' x ' || p_line.factor_num || '/' || p_line.factor_den end
    || case p_line.factor_rule when 'months' then ' (12 of ' || p_line.months || ' months)' when 'days' then ' (days)' when 'face' then ' (at face)' when 'part' then ' (part of a year)'
      else ' (per ' || case when p_line.amount_every = 1 then p_line.amount_per else p_line.amount_every || ' ' || p_line.amount_per || 's' end || ')' end
    || case when p_ramp <> 'current_step' and p_line.contract_id <> '' then ', ramp ' || p_ramp else '' end
    || case when p_line.native <> p_line.arr then ' = ' || minor_text(p_line.native, p_line.currency) || ', converted from ' || p_line.currency else '' end;

-- line x by how much a decision moved the point of its amount, as long as the amount is the one that the answer was given on
create or replace temp macro line_times(p_lines) as table
select line_key, arg_max(split_part(value, ' x ', 1), decision_id) as times
from line_version join decision_set on target = 'line' and target_id = line_id join decision using (decision_id)
where field = 'amount_times' and withdrawn_at is null and split_part(value, ' x ', 2) = line_version.amount and line_key in (select unnest(p_lines))
group by line_key;

-- line x what was decided of it, by its name or its product, as one text; a line that was added by a decision, too
create or replace temp macro line_decision(p_lines) as table
select line_key, string_agg(case when deed = 'answer' then 'Q' || question_no || ' ' || choice else 'D' || decision_id || ' ' || note end, ', ' order by decision_id) as decisions
from (select line_key, decision_id from line_version join decision_set on target = 'line' and target_id = line_id
      where line_key in (select unnest(p_lines)) and (field <> 'amount_times' or split_part(value, ' x ', 2) = line_version.amount)
      union
      select line_key, decision_id from line_version join cell using (cell_key) join decision_set on target = 'product' and target_id = product where line_key in (select unnest(p_lines))
      union
      select line_key, decision_id from adjusted_line where line_key in (select unnest(p_lines))) as named
  join decision using (decision_id)
where withdrawn_at is null
group by line_key;
