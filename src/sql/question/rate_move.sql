-- whether a movement is taken at the rate of the close: an increase is, and a decrease at that of the opening, unless fx_split says one rate for both
create or replace temp macro is_at_last_rate(p_native_0, p_native_1, p_split) as
  case p_split when 'closing_rate' then true when 'opening_rate' then false else p_native_1 > p_native_0 end;

-- whether rates did nothing to it: they did not move, or nothing was carried over them
create or replace temp macro is_still_rate(p_native_0, p_native_1, p_num_0, p_den_0, p_num_1, p_den_1, p_split) as
  p_num_1 * p_den_0 = p_num_0 * p_den_1 or p_split = 'carried' and (p_native_0 = 0 or p_native_1 = 0);
