-- What a key may spend and use. Keys that were rotated into each other share both, by the id of their first.
alter table api_keys add column first_key_id varchar(40);
update api_keys set first_key_id = id;
alter table api_keys alter column first_key_id set not null;
alter table api_keys add column budget_usd numeric(38, 12);
alter table api_keys add column budget_period varchar(10);
alter table api_keys add column rpm bigint;
alter table api_keys add column tpm bigint;
alter table api_keys add column rpd bigint;
create index api_keys_first on api_keys (first_key_id);

-- Which funds a request was taken from: credits, and the budget of its key.
alter table usage_records add column paid_from_credits boolean default false not null;
alter table usage_records add column budget_id varchar(120);

-- Servers that are running. A beat that stands still is a server that is gone.
create table nodes (
  id varchar(60) not null primary key,
  started_at timestamp with time zone not null,
  beat bigint not null
);

-- Requests that are being asked of a provider, so that none is forgotten when its server dies.
create table intents (
  request_id varchar(64) not null primary key,
  node_id varchar(60) not null,
  at timestamp with time zone not null,
  account_id varchar(40) not null,
  key_id varchar(40) not null,
  endpoint varchar(60) not null,
  model_requested varchar(300),
  provider varchar(100),
  model varchar(300),
  stream boolean not null,
  prompt_tokens bigint not null,
  cost_usd numeric(38, 12),
  price_version varchar(100),
  paid_from_credits boolean not null,
  budget_id varchar(120)
);
create index intents_node on intents (node_id);

-- What an account's wallet (wallet:…) or a key's budget in one period (budget:…) holds. Free to be leased is
-- funds - spent - leased. Opening is what a budget's key had spent in the period before the budget was watched.
create table escrows (
  id varchar(120) not null primary key,
  funds numeric(38, 12) not null,
  opening numeric(38, 12) not null,
  spent numeric(38, 12) not null,
  leased numeric(38, 12) not null,
  contended_at timestamp with time zone
);

-- What of an escrow a node may reserve from without asking.
create table leases (
  escrow_id varchar(120) not null references escrows (id),
  node_id varchar(60) not null,
  amount numeric(38, 12) not null,
  primary key (escrow_id, node_id)
);
create index leases_node on leases (node_id);

-- The ledger: transactions whose entries sum to zero. Nothing in it is ever changed or removed.
create table ledger_transactions (
  id varchar(70) not null primary key,
  at timestamp with time zone not null,
  account_id varchar(40) not null references accounts (id),
  kind varchar(20) not null,
  request_id varchar(64),
  reference varchar(200)
);
create unique index ledger_transactions_request on ledger_transactions (request_id);
create unique index ledger_transactions_reference on ledger_transactions (account_id, reference);
create index ledger_transactions_account on ledger_transactions (account_id, at desc, id desc);

create table ledger_entries (
  transaction_id varchar(70) not null references ledger_transactions (id),
  line integer not null,
  account varchar(100) not null,
  amount_usd numeric(38, 12) not null,
  primary key (transaction_id, line)
);
create index ledger_entries_account on ledger_entries (account);
