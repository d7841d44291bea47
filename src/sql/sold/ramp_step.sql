-- the steps of a ramp are lines that count
delete from line_factor where line_key not in (select counted_line.line_key from counted_line);
