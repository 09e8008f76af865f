-- A transaction of the ledger is one row from which both of its entries are read, so that one can't be written without the
-- other, and none can be out of balance. The first entry is that of the account's wallet.
create table ledger (
  id varchar(70) not null constraint ledger_key primary key,
  at timestamp with time zone not null,
  account_id varchar(40) not null references accounts (id),
  kind varchar(20) not null,
  request_id varchar(64),
  reference varchar(200),
  contra_account varchar(100) not null,
  amount_usd numeric(38, 12) not null,
  -- so that the primary key keeps a request from being paid twice
  constraint ledger_request check (request_id is null or id = concat('use_', request_id))
);

-- A transaction that is out of balance, or has other entries than two, has no amount here and ends this migration.
insert into ledger (id, at, account_id, kind, request_id, reference, contra_account, amount_usd)
select t.id, t.at, t.account_id, t.kind, t.request_id, t.reference, contra.account, case
  when wallet.account = concat('wallet:', t.account_id) and wallet.amount_usd + contra.amount_usd = 0
    and not exists (select 1 from ledger_entries e where e.transaction_id = t.id and e.line > 1)
  then wallet.amount_usd end
from ledger_transactions t
left join ledger_entries wallet on wallet.transaction_id = t.id and wallet.line = 0
left join ledger_entries contra on contra.transaction_id = t.id and contra.line = 1;

drop table ledger_entries;
drop table ledger_transactions;
alter table ledger rename to ledger_transactions;
create unique index ledger_transactions_reference on ledger_transactions (account_id, reference);
create index ledger_transactions_account on ledger_transactions (account_id, at desc, id desc);

create view ledger_entries (transaction_id, line, account, amount_usd) as
  select id, 0, concat('wallet:', account_id), amount_usd from ledger_transactions
  union all
  select id, 1, contra_account, -amount_usd from ledger_transactions;
