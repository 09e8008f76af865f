-- What the operator wants kept of the bodies of a key's requests: for how long and how much of each. Both are null for nothing.
alter table api_keys add column log_bodies_days bigint;
alter table api_keys add column log_bodies_bytes bigint;

-- The beginnings of bodies, sealed with the master key, each until its time has come. No foreign keys: a body belongs to a request,
-- and is read by nobody but its account. Base64, since the two databases have no column for a mebibyte of bytes in common.
create table request_bodies (
  request_id varchar(64) not null primary key,
  account_id varchar(40) not null,
  key_id varchar(40) not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  size_bytes bigint not null,
  sealed text not null
);
create index request_bodies_expiry on request_bodies (expires_at);
