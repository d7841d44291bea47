-- Numbers as texts: reading them exactly.
-- a number is an optional sign, digits, and optionally a point and digits; its digits as a whole number, without the point
create or replace temp macro is_number(p_text) as regexp_full_match(p_text, '[+-]?[0-9]+(\.[0-9]+)?');
create or replace temp macro digits_of(p_text) as case when is_number(p_text) then try_cast(replace(replace(p_text, '.', ''), '+', '') as hugeint) end;
create or replace temp macro places_of(p_text) as case when contains(p_text, '.') then strlen(p_text) - position('.' in p_text) else 0 end;

create or replace temp macro ten_to(p_places) as
  case p_places when 0 then 1::hugeint when 2 then 100::hugeint else cast(rpad('1', cast(p_places as integer) + 1, '0') as hugeint) end;
