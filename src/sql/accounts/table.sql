-- who may ask a served book, and what they did: one row a person, a session, an API key, a place that fails to sign in, an entry of the audit log; times are UTC
create table if not exists accounts (format integer not null, version varchar not null);
create table if not exists member (name varchar not null, password_hash varchar not null, role varchar not null, rows varchar not null, made_at timestamp not null, changed_at timestamp not null);
create table if not exists session (token_hash varchar not null, name varchar not null, begun_at timestamp not null, seen_at timestamp not null, address varchar not null);
create table if not exists api_key (
  key_id integer not null, name varchar not null, key_hash varchar not null, role varchar not null, rows varchar not null, made_by varchar not null,
  made_at timestamp not null, expires_at timestamp, revoked_at timestamp, used_on date
);
create table if not exists attempt (subject varchar not null, failures integer not null, failed_at timestamp not null, free_at timestamp not null);
create table if not exists audit (
  audit_id bigint not null, done_at timestamp not null, who varchar not null, role varchar not null, address varchar not null, request_id varchar not null,
  deed varchar not null, outcome varchar not null, subject varchar not null
);
