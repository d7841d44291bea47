-- how a cell becomes a value; every one of these gives null for what it can't read, and nothing is rounded
create or replace temp macro cell_text(p_cells, p_position) as nullif(trim(p_cells[p_position], ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(65279)), '');

create or replace temp macro flag(p_wrong, p_bit) as case when p_wrong then cast(1 as bigint) << p_bit else 0 end;

-- a number is an optional sign, digits, and optionally a point and digits; its digits as a whole number, without the point
create or replace temp macro is_number(p_text) as regexp_full_match(p_text, '[+-]?[0-9]+(\.[0-9]+)?');
create or replace temp macro digits_of(p_text) as case when is_number(p_text) then try_cast(replace(replace(p_text, '.', ''), '+', '') as hugeint) end;
create or replace temp macro places_of(p_text) as case when contains(p_text, '.') then length(p_text) - position('.' in p_text) else 0 end;
create or replace temp macro digit_count(p_text) as length(replace(replace(replace(p_text, '.', ''), '-', ''), '+', ''));

create or replace temp macro is_bad_whole(p_text, p_least) as
  coalesce(not regexp_full_match(p_text, '[0-9]{1,4}') or try_cast(p_text as integer) < p_least, false);

-- dates: a day, or a day and a time; with an offset the instant counts, without one the day as it stands
create or replace temp macro is_date_shaped(p_text) as
  regexp_full_match(p_text, '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?');
create or replace temp macro has_time(p_text) as length(p_text) > 10;
create or replace temp macro has_offset(p_text) as length(p_text) > 10 and regexp_matches(substring(p_text, 12), '[Z+-]');
create or replace temp macro day_of(p_text) as
  case when length(p_text) = 10 then try_cast(p_text as date)
    when is_date_shaped(p_text) and (has_offset(p_text) or try_cast(substring(p_text, 12) as time) is not null) then try_cast(substring(p_text, 1, 10) as date) end;
create or replace temp macro is_bad_date(p_text) as
  coalesce(p_text is not null and (not is_date_shaped(p_text) or day_of(p_text) is null or p_text < '0001' or has_offset(p_text) and instant_of(p_text) is null), false);
create or replace temp macro offset_text(p_text) as
  regexp_replace(regexp_replace(replace(p_text, 'Z', '+00:00'), ' ?([+-][0-9]{2})$', '\1:00'), ' ?([+-][0-9]{2})([0-9]{2})$', '\1:\2');
create or replace temp macro instant_of(p_text) as
  case when has_offset(p_text) then timezone('UTC', try_cast(offset_text(p_text) as timestamptz)) end;
create or replace temp macro local_start(p_instant, p_day, p_zone) as coalesce(local_day(p_instant, p_zone), p_day);

-- record time: a day alone is its end in the time zone, a time without an offset is the zone's
create or replace temp macro record_instant(p_text, p_zone) as
  case
    when has_offset(p_text) then instant_of(p_text)
    when has_time(p_text) then timezone('UTC', timezone(p_zone, try_cast(p_text as timestamp)))
    when p_text is not null then timezone('UTC', timezone(p_zone, cast(try_cast(p_text as date) + 1 as timestamp))) - interval 1 microsecond
  end;

create or replace temp macro ten_to(p_places) as cast(rpad('1', cast(p_places as integer) + 1, '0') as hugeint);
