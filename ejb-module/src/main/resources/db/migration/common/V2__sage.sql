-- The operator's changes to Sage's table of preferred models: one row, or none while the table is as it came.
create table sage_table (
  id integer not null primary key,
  preferred text not null,
  changed_at timestamp with time zone not null
);
