-- line x what it carries at the close of a day (basis counted), or would carry if the doubt about it were lifted (basis left_out, empty);
-- arr is null where its currency has no rate
create or replace temp macro carried_on(p_on) as table
select 'counted' as basis, line_key, native, arr from arr_line where from_on <= p_on and p_on < to_on
union all
select 'counted', line_key, native, null from unrated_line where from_on <= p_on and p_on < to_on
union all
select doubt, line_key, native, arr from supposed_line where from_on <= p_on and p_on < to_on;
