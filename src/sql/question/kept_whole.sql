-- what a question keeps of what is told of whole customers, where it keeps everything: lines signed ahead, lines that stand at the close of a day, their
-- ARR, and the saves of a period
create or replace temp macro kept_coming(p_on, p_horizon, p_where) as table
select *, true as is_kept from coming_line(p_on, p_horizon);

create or replace temp macro kept_standing(p_on, p_by, p_where) as table
select line_key, payer_key, arr, true as is_kept from arr_line where from_on <= p_on and p_on < to_on;

create or replace temp macro kept_arr(p_on, p_where) as (select coalesce(sum(change), 0) from day_total where on_date <= p_on);

create or replace temp macro kept_loss(p_periods, p_by, p_where) as table
select period_no, owner, kind, amount from prevented_loss() join period_list(p_periods) on on_date >= from_date and on_date < to_date;
