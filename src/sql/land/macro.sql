-- how a cell becomes a value; every one of these gives null for what it can't read, and nothing is rounded
create or replace temp macro cell_text(p_cells, p_position) as nullif(p_cells[p_position], '');

-- white space around cells is taken off; trimming every cell would cost more than all else, so only rows that have some are touched
create or replace temp macro white_space() as ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(65279);
create or replace temp macro trimmed(p_cells) as
  case when regexp_matches(array_to_string(p_cells, chr(31)), '(^|\x{1f})[\s\x{a0}\x{feff}]|[\s\x{a0}\x{feff}](\x{1f}|$)')
    then list_transform(p_cells, c -> trim(c, white_space())) else p_cells end;

create or replace temp macro amount_per_text(p_text) as replace(replace(lower(p_text), '-', '_'), ' ', '_');

create or replace temp macro flag(p_wrong, p_bit) as case when p_wrong then cast(1 as bigint) << p_bit else 0 end;

create or replace temp macro digit_count(p_text) as strlen(replace(replace(replace(p_text, '.', ''), '-', ''), '+', ''));

create or replace temp macro is_bad_whole(p_text, p_least) as
  coalesce(not regexp_full_match(p_text, '[0-9]{1,4}') or try_cast(p_text as integer) < p_least, false);

-- dates: a day, or a day and a time; with an offset the instant counts, without one the day as it stands
create or replace temp macro has_offset(p_text) as
  strlen(p_text) > 10 and contains(p_text, ':') and regexp_matches(p_text, '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$');
create or replace temp macro day_of(p_text) as
  case
    when p_text < '0001' then null
    when strlen(p_text) = 10 then case when p_text like '____-__-__' then try_cast(p_text as date) end
    when regexp_full_match(p_text, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*') then try_cast(p_text[:10] as date)
  end;
create or replace temp macro stamp_of(p_text) as
  try_cast(case when p_text[17] = ':' then regexp_replace(p_text, ' ([+-])', '\1') else regexp_replace(p_text, '^(.{16}) ?', '\1:00') end as timestamptz);
create or replace temp macro is_bad_date(p_text) as
  p_text is not null and (day_of(p_text) is null or strlen(p_text) > 10 and stamp_of(p_text) is null);
create or replace temp macro instant_of(p_text) as case when has_offset(p_text) then timezone('UTC', stamp_of(p_text)) end;
create or replace temp macro local_start(p_instant, p_day, p_zone) as coalesce(local_day(p_instant, p_zone), p_day);

-- record time: a day alone is its end in the time zone, a time without an offset is the zone's
create or replace temp macro record_instant(p_text, p_zone) as
  case
    when has_offset(p_text) then instant_of(p_text)
    when length(p_text) > 10 then timezone('UTC', timezone(p_zone, try_cast(p_text as timestamp)))
    when p_text is not null then timezone('UTC', timezone(p_zone, cast(try_cast(p_text as date) + 1 as timestamp))) - interval 1 microsecond
  end;

-- when the version of a line after this one is recorded. One that was retracted before the day it was recorded on was over never came to stand, and
-- ends nothing
create or replace temp macro next_recorded(p_line_id, p_recorded_at, p_retracted_at, p_line_key) as
  lead(case when p_retracted_at <= p_recorded_at then null else p_recorded_at end ignore nulls) over (partition by p_line_id order by p_recorded_at nulls first, p_line_key);

-- when a version ends: when it says so itself, else when it was retracted or the next is recorded
create or replace temp macro version_end(p_given, p_retracted_at, p_next_at) as coalesce(p_given, least(p_retracted_at, p_next_at));

-- the last thing done to the book that is known of a line: an adjustment is known as a decision
create or replace temp macro last_known(p_line_id, p_last_import, p_last_decision) as
  case when regexp_full_match(p_line_id, 'decision-[0-9]+') then p_last_decision else p_last_import end;

-- whether two written decimals are one number: 450 and 450.00 are
create or replace temp macro trimmed_decimal(p_text) as regexp_replace(regexp_replace(p_text, '(\.\d*?)0+$', '\1'), '\.$', '');
create or replace temp macro is_same_decimal(p_one, p_other) as p_one = p_other or trimmed_decimal(p_one) = trimmed_decimal(p_other);
