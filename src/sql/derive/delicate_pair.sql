-- the pairs of customer and product that overlap or grace rules may touch; every other line passes these by. Grace that bridges touches
-- a pair whose lines leave days between them that it bridges, and one in which lines may cancel each other out. Adjustments are no cover:
-- they count as they are, beside whatever the rules make of the lines
create or replace temp table delicate_pair as
with crowded as (
  select customer_key, product_key, min(native) as least_native, count(*) as pieces from priced_line where not is_adjusted group by customer_key, product_key
), reached as (         -- how far the pieces before one reach
  select customer_key, product_key, from_on,
    max(to_on) over (partition by customer_key, product_key order by from_on, to_on rows between unbounded preceding and 1 preceding) as reached_on
  from priced_line
    semi join (select customer_key, product_key from crowded cross join policy
      where policy.grace_days > 0 and policy.renewal_gap <> 'hold_until_lapsed' and pieces > 1) as several using (customer_key, product_key)
  where not is_adjusted
)
select customer_key, product_key from crowded cross join policy
where policy.overlap = 'latest_start' and pieces > 1
  or policy.grace_days > 0 and (least_native <= 0 or policy.renewal_gap = 'hold_until_lapsed')
union
select customer_key, product_key from reached cross join policy
where from_on > reached_on and from_on - reached_on <= policy.grace_days;
