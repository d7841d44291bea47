-- one row where an import makes today's ARR about ten times or a tenth of what it was, or goes beyond that; none where it does not.
-- Ten times as many lines of the usual size are growth and no slip: going up, the lines of the import must be larger than the others were,
-- or what it did not bring must have grown as much (a line that nothing takes the place of any more). What a whole list ends is confirmed
-- by itself and so is no part of what was before; where that is all, ARR can still go up from what it was.
-- times: by how much, in tenths, 0 where it is no multiple; the counts below are of the lines that it corrected, and hint at why
with said as (
  select cast($arr_before as hugeint) as arr_whole, cast($lines_before as hugeint) as lines_whole, cast($arr_ended as hugeint) as arr_ended, cast($lines_ended as hugeint) as lines_ended,
    cast($arr_after as hugeint) as arr_after, cast($arr_used as hugeint) as arr_used, cast($lines_used as hugeint) as lines_used
), told as (
  select *, arr_whole > arr_ended as has_stayed,
    case when arr_whole > arr_ended then arr_whole - arr_ended else arr_whole end as arr_before,
    case when arr_whole > arr_ended then lines_whole - lines_ended else lines_whole end as lines_before
  from said
), jump as (
  select *, arr_after > arr_before as is_up, (arr_after - arr_used) * 2 >= arr_before * 19 as is_of_others,
    case when arr_after > arr_before then arr_after * 10 // arr_before when arr_after > 0 then arr_before * 10 // arr_after else 0 end as times
  from told
  where arr_before > 0
    and (arr_after * 2 >= arr_before * 19 and (arr_used * lines_before >= arr_before * lines_used * 5 or (arr_after - arr_used) * 2 >= arr_before * 19)
      or has_stayed and arr_after * 19 <= arr_before * 2)
), corrected as (
  select before.amount_per as per_before, now.amount_per as per_now, before.amount_every <> now.amount_every as other_every,
    before.net_num as num_before, before.price_places as places_before, now.net_num as num_now, now.price_places as places_now
  from ended_version join line_version as before using (line_key)
    join line_version as now on now.line_id = before.line_id and now.line_key in (select line_key from new_version)
  where abs(before.net_num) < 1000000000000000 and abs(now.net_num) < 1000000000000000 and before.price_places <= 9 and now.price_places <= 9
    and before.net_num <> 0 and now.net_num <> 0
), aligned as (
  select *, num_before * ten_to(places_now) as was, num_now * ten_to(places_before) as became from corrected
), counted as (
  select count(*) as corrected,
    count(*) filter (where per_before <> per_now or other_every) as other_period,
    count(*) filter (where became = was * 12 or was = became * 12) as twelve,
    count(*) filter (where became = was * 10 or was = became * 10) as ten,
    count(*) filter (where became = was * 100 or was = became * 100) as hundred,
    count(*) filter (where became = was * 1000 or was = became * 1000) as thousand,
    arg_max(per_before, num_before) filter (where per_before <> per_now) as per_before, arg_max(per_now, num_before) filter (where per_before <> per_now) as per_now
  from aligned
)
select jump.*, counted.* from jump cross join counted;
