-- One script for H2 and PostgreSQL. Ids are texts of ours (acc_…, key_…, cred_…); times carry their zone.

create table accounts (
  id varchar(40) not null primary key,
  email varchar(320),
  tier varchar(20) not null,
  is_operator boolean not null,
  created_at timestamp with time zone not null
);
create unique index accounts_email on accounts (email);

-- A vendor's key that an account brought, sealed with the master key.
create table credentials (
  id varchar(40) not null primary key,
  account_id varchar(40) not null references accounts (id),
  provider varchar(100) not null,
  label varchar(100),
  hint varchar(20) not null,
  base_url varchar(2000),
  sealed_api_key text not null,
  created_at timestamp with time zone not null
);
create index credentials_account on credentials (account_id, created_at, id);

-- Only the hash of a key is known. Rotating adds a row that names the one it replaces.
create table api_keys (
  id varchar(40) not null primary key,
  account_id varchar(40) not null references accounts (id),
  hash char(64) not null,
  prefix varchar(12) not null,
  name varchar(100) not null,
  chain text not null,
  permissions varchar(200) not null,
  allowed_ips text not null,
  allowed_referrers text not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  rotated_from varchar(40),
  created_at timestamp with time zone not null
);
create unique index api_keys_hash on api_keys (hash);
create index api_keys_account on api_keys (account_id, created_at, id);

-- One row a request. The primary key is the x-request-id, so no request can be counted twice. No foreign keys: a
-- record is evidence and outlives what it names, and a request without a valid key belongs to nobody.
create table usage_records (
  id varchar(64) not null primary key,
  at timestamp with time zone not null,
  account_id varchar(40),
  key_id varchar(40),
  endpoint varchar(60) not null,
  model_requested varchar(300),
  provider varchar(100),
  model varchar(300),
  stream boolean not null,
  status integer not null,
  finish_reason varchar(100),
  attempts integer not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cached_tokens bigint not null,
  cache_write_tokens bigint not null,
  long_cache_write_tokens bigint not null,
  reasoning_tokens bigint not null,
  audio_prompt_tokens bigint not null,
  audio_completion_tokens bigint not null,
  tokens_estimated boolean not null,
  cost_usd numeric(38, 12),
  price_version varchar(100),
  ttft_ms bigint,
  total_ms bigint not null,
  gateway_ms bigint not null,
  error_code varchar(200),
  client_closed boolean not null,
  receipt text not null
);
create index usage_records_account on usage_records (account_id, at desc, id desc);
create index usage_records_key on usage_records (key_id, at desc, id desc);

-- One-time links that open the dashboard.
create table setup_links (
  hash char(64) not null primary key,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table audit_events (
  id varchar(40) not null primary key,
  at timestamp with time zone not null,
  actor varchar(100) not null,
  address varchar(100) not null,
  action varchar(60) not null,
  account_id varchar(40),
  subject varchar(100) not null,
  detail text not null
);
create index audit_events_account on audit_events (account_id, at desc, id desc);

-- A known text sealed with the master key, by which a wrong one is noticed at start.
create table master_key_check (
  id integer not null primary key,
  sealed text not null
);
