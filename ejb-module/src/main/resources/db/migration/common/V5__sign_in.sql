-- Who is signed in where. Only the hash of what the browser keeps is known; a row that is revoked or past its time opens
-- nothing, on any node.
create table sign_in_sessions (
  id varchar(40) not null primary key,
  hash char(64) not null,
  account_id varchar(40) not null references accounts (id),
  method varchar(20) not null,
  address varchar(100) not null,
  browser varchar(300) not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);
create unique index sign_in_sessions_hash on sign_in_sessions (hash);
create index sign_in_sessions_account on sign_in_sessions (account_id, created_at, id);

-- A sign-in that was begun and not finished: known by the hash of what comes back (a link's token, OpenID's state, a
-- passkey's ceremony), and good only for the browser that began it. No foreign keys: many never become an account.
create table sign_in_attempts (
  hash char(64) not null primary key,
  kind varchar(20) not null,
  browser_hash char(64) not null,
  email varchar(320),
  address varchar(100) not null,
  payload text not null,
  next_page varchar(2000),
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create index sign_in_attempts_email on sign_in_attempts (email, created_at);
create index sign_in_attempts_address on sign_in_attempts (address, created_at);
create index sign_in_attempts_expiry on sign_in_attempts (expires_at);

-- Who somebody is at an OpenID provider; the id is the provider's name, a colon, and its number for the person.
create table identities (
  id varchar(280) not null primary key,
  account_id varchar(40) not null references accounts (id),
  email varchar(320) not null,
  created_at timestamp with time zone not null
);
create index identities_account on identities (account_id);

create table passkeys (
  id varchar(40) not null primary key,
  account_id varchar(40) not null references accounts (id),
  credential_id varchar(1400) not null,
  credential text not null,
  sign_count bigint not null,
  name varchar(100) not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);
create unique index passkeys_credential on passkeys (credential_id);
create index passkeys_account on passkeys (account_id, created_at, id);

-- Like API keys: only their hash is known.
create table management_tokens (
  id varchar(40) not null primary key,
  account_id varchar(40) not null references accounts (id),
  hash char(64) not null,
  prefix varchar(20) not null,
  name varchar(100) not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create unique index management_tokens_hash on management_tokens (hash);
create index management_tokens_account on management_tokens (account_id, created_at, id);
