-- Events of the payment provider that were taken in, each once: an id that stands here does nothing any more.
create table payment_events (
  id varchar(255) not null primary key,
  type varchar(100) not null,
  created_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  account_id varchar(40),
  outcome varchar(200) not null
);

-- Payments for credits. Events come in any order: a refund may be known before its payment, which is null then. The ledger
-- has an entry for each once the payment is known.
create table payments (
  id varchar(200) not null primary key,
  account_id varchar(40) not null references accounts (id),
  customer_id varchar(255),
  paid_usd numeric(38, 12),
  refunded_usd numeric(38, 12) not null,
  at timestamp with time zone not null
);
create index payments_account on payments (account_id, at);

-- Subscriptions as the newest event that is known says, which was made at `changed_at`. `stage` says
-- whether that made (0), changed (1) or ended (2) it.
create table subscriptions (
  id varchar(255) not null primary key,
  account_id varchar(40) not null references accounts (id),
  customer_id varchar(255) not null,
  status varchar(40) not null,
  stage integer not null,
  changed_at timestamp with time zone not null
);
create index subscriptions_account on subscriptions (account_id, changed_at);
