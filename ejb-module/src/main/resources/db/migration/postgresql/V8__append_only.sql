-- The ledger only grows: whoever made a mistake adds a transaction that puts it right.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % of % is refused', tg_op, tg_table_name;
end $$;

create trigger ledger_transactions_append_only before update or delete on ledger_transactions
  for each row execute function refuse_change();

create trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function refuse_change();
