-- committed ARR, where it is more than so many times ARR
with told as (
  select cast(live as hugeint) as live, cast(live + signed_not_live + known_contraction + known_churn as hugeint) as carr from carr_part(cast($on as date), null, '[]')
)
select 'CARR / ARR' as subject, ratio(carr, live) as figure, cast($threshold as hugeint) as threshold from told where live > 0 and carr * 1000000 > live * cast($threshold as hugeint);
