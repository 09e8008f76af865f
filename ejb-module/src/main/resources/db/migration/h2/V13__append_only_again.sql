-- The ledger only grows: whoever made a mistake adds a transaction that puts it right.
create trigger ledger_transactions_append_only before update, delete on ledger_transactions
  for each row call 'ai.qnp.ee.persistence.AppendOnly';
