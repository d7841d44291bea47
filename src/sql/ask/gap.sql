-- customer x product whose cover stops and comes back within 90 days: renewed late, or gone and back. Once it is back, ARR is the same
select 'gap|' || offence.customer || '|' || offence.product || '|' || gap_on as question_key, offence.customer || ', ' || offence.product as subject,
  list(distinct landed_key) as customers, max(arr_at_stake) as stake,
  {'customer': offence.customer, 'product': offence.product, 'gap_on': cast(gap_on as varchar), 'back_on': cast(back_on as varchar), 'days': days, 'lines': list(line_id order by line_id)} as facts,
  [as_it_is('left_and_back'), choice_of('renewed_late', list(line_set(line_id, 'runs_until', back_on) order by line_id))] as choices,
  back_on > cast($on as date) or any_value(policy.expired) <> 'churn' or any_value(policy.churn_date) <> 'day_after' as moves_arr
from offence cross join policy
  join customer on customer_id = offence.customer
  join arr_line as ended on ended.customer_key = customer.customer_key and ended.to_on = gap_on and ended.arr <> 0
    and not is_adjustment(ended.line_key)
  join product as named on named.product_key = ended.product_key and named.product = offence.product
  join present_line on present_line.line_key = ended.line_key
group by offence.customer, offence.product, gap_on, back_on, days;
