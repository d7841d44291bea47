-- the known lines that have to be looked at to price the doubtful ones: those of their customers and products, and under churn_date
-- last_day of their customers; a line that is doubted as empty has no end
create or replace temp table supposed_known_line as
with doubted as (
  select customer_key, product_key, line_key, doubt from doubtful_line where doubt = $doubt
)
select known_line.* replace (
    case when line_key in (select doubted.line_key from doubted where doubt = 'empty') then date '9999-12-31' else term_end end as term_end,
    is_open or line_key in (select doubted.line_key from doubted where doubt = 'empty') as is_open
  )
from known_line cross join policy
where policy.churn_date = 'last_day' or (customer_key, product_key) in (select (doubted.customer_key, doubted.product_key) from doubted);

create or replace temp view known_line as select * from supposed_known_line;
