-- the classified changes: one row per customer, step and kind; with opening they sum to closing
create or replace temp macro movement(p_periods, p_method, p_first := 0, p_last := 2147483647) as table
select * exclude (turn) from customer_flow(p_periods, p_method, p_first := p_first, p_last := p_last) where amount <> 0;
