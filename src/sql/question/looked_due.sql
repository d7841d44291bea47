-- lines that come up for renewal, as a question reads them that is asked of them once
create or replace temp macro looked_due(p_from, p_to) as table select * from due_line(p_from, p_to);
