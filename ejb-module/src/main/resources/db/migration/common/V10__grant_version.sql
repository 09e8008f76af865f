-- Raised by each change of a key, a credential or an account that keys which servers remember must not outlive: so a server
-- that looks at this one number may remember thousands of keys, and still knows within a second when to read them anew.
create table grant_version (
  id integer not null primary key,
  version bigint not null
);
insert into grant_version (id, version) values (1, 0);
