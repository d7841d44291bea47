-- one row an entry of the audit log, the newest first
select audit_id, done_at, who, role, address, request_id, deed, outcome, subject from audit
where coalesce(done_at >= cast($from as timestamp), true) and coalesce(done_at < cast($until as timestamp), true)
  and coalesce(who = cast($who as varchar), true) and coalesce(deed = cast($deed as varchar), true) and coalesce(audit_id < cast($before as bigint), true)
order by audit_id desc limit cast($limit as bigint);
