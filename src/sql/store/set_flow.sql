-- the scope's movements netted by calendar month, by the sets of the payers; before they change, the same with the other sign. Nothing that stands is
-- written anew: there may be as many sets as customers
insert into set_flow
select month_on, set_key, kind, sum(amount), sum(turn) from scope_moved group by month_on, set_key, kind;
