-- one row: a name that has signed in, so that its failures are forgotten
delete from attempt where subject = $subject;
