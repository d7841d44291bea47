-- one row: how often a name or an address failed to sign in of late, and when it may try again
select failures, free_at from attempt where subject = $subject and failed_at > cast($failed_after as timestamp);
