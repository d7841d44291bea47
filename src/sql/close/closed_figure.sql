-- state (reported, or as worked out now) x close x report x cut x group x column: the figures of closed periods, to be compared
create or replace temp table closed_figure (state varchar, close_id integer, report varchar, cut varchar, group_values varchar[], figure varchar, value hugeint);
