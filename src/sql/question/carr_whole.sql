-- what committed ARR is made of where a question keeps everything: lines signed ahead, lines that stand at the close of a day, and their ARR
create or replace temp macro kept_coming(p_on, p_horizon, p_where) as table
select *, true as is_kept from coming_line(p_on, p_horizon);

create or replace temp macro kept_standing(p_on, p_where) as table
select line_key, arr, true as is_kept from arr_line where from_on <= p_on and p_on < to_on;

create or replace temp macro kept_arr(p_on, p_where) as (select coalesce(sum(change), 0) from day_total where on_date <= p_on);
