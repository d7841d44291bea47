-- the pairs of customer and product that overlap or grace rules may touch; every other line passes these by
create or replace temp table delicate_pair as
select customer_key, product_key
from counted_line_scope cross join policy
where begin_on < end_on
group by customer_key, product_key, policy.overlap, policy.grace_days
having policy.overlap = 'latest_start' and count(*) > 1 or policy.grace_days > 0;
