-- What of a request decides its cost and has no column: rare kinds of tokens, tool runs, images, service tier. JSON, null
-- for most.
alter table usage_records add column priced_units text;

-- Catalogues as they came, with QNP or by an import; never changed.
create table price_catalogues (
  hash char(64) not null primary key,
  as_of varchar(10) not null,
  body text not null,
  shipped boolean not null,
  stored_at timestamp with time zone not null
);

-- Versions of the price book: a catalogue and what the operator lays over it. The one with the highest number holds; none
-- is ever changed, so that a usage record's price_version can be looked up.
create table price_versions (
  number bigint not null primary key,
  version varchar(100) not null,
  catalogue char(64) not null references price_catalogues (hash),
  overrides text not null,
  at timestamp with time zone not null
);
create unique index price_versions_version on price_versions (version);
