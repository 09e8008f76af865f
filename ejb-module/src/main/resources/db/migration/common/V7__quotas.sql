-- What was used lately of a quota (requests or tokens in a span of time): the number of its newest slot, and for each slot
-- that has something, its age and what was used (0:3,12:5). One row, because taking some of it is one lock and one update.
create table quotas (
  id varchar(80) not null primary key,
  newest_slot bigint not null,
  used varchar(8000) not null,
  empty_at timestamp with time zone not null
);
create index quotas_empty on quotas (empty_at);
