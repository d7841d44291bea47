-- doubtful line x [from_on, to_on) x the ARR that it would carry if its doubt were lifted; arr is null where its currency has no rate
create or replace temp table supposed_line (doubt varchar, line_key bigint, from_on date, to_on date, native bigint, arr bigint);
