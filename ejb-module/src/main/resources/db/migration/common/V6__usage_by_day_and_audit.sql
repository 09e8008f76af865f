-- Usage added up by day, written in the transaction of the records themselves, so that a month of ten million requests is
-- summed in a moment. `utc_day` counts days since 1970-01-01 in UTC. A column of the key that the records have no value for is
-- empty; a value that is itself empty, or begins with a space, has one more space in front. Sums are wide: what a provider
-- says of its tokens may be any number, and no sum may overflow.
create table usage_days (
  account_id varchar(41) not null,
  utc_day integer not null,
  key_id varchar(41) not null,
  provider varchar(101) not null,
  model varchar(301) not null,
  status integer not null,
  requests numeric(38) not null,
  errors numeric(38) not null,
  prompt_tokens numeric(38) not null,
  completion_tokens numeric(38) not null,
  cached_tokens numeric(38) not null,
  cache_write_tokens numeric(38) not null,
  long_cache_write_tokens numeric(38) not null,
  reasoning_tokens numeric(38) not null,
  audio_prompt_tokens numeric(38) not null,
  audio_completion_tokens numeric(38) not null,
  estimated numeric(38) not null,
  unpriced numeric(38) not null,
  cost_usd numeric(38, 12) not null,
  ttft_ms numeric(38) not null,
  ttft_requests numeric(38) not null,
  total_ms numeric(38) not null,
  gateway_ms numeric(38) not null,
  primary key (account_id, utc_day, key_id, provider, model, status)
);

-- What was recorded before.
insert into usage_days (
  account_id, utc_day, key_id, provider, model, status,
  requests, errors, prompt_tokens, completion_tokens, cached_tokens, cache_write_tokens,
  long_cache_write_tokens, reasoning_tokens, audio_prompt_tokens, audio_completion_tokens, estimated,
  unpriced, cost_usd, ttft_ms, ttft_requests, total_ms, gateway_ms
)
select
  account_id, utc_day, key_id, provider, model, status,
  count(*),
  sum(case when status >= 400 or error_code is not null then 1 else 0 end),
  sum(prompt_tokens),
  sum(completion_tokens),
  sum(cached_tokens),
  sum(cache_write_tokens),
  sum(long_cache_write_tokens),
  sum(reasoning_tokens),
  sum(audio_prompt_tokens),
  sum(audio_completion_tokens),
  sum(case when tokens_estimated then 1 else 0 end),
  sum(case when cost_usd is null and status < 400 then 1 else 0 end),
  coalesce(sum(cost_usd), 0),
  coalesce(sum(ttft_ms), 0),
  count(ttft_ms),
  sum(total_ms),
  sum(gateway_ms)
from (
  select
    cast(floor(extract(epoch from at) / 86400) as integer) as utc_day,
    case when account_id is null then '' when account_id = '' or account_id like ' %' then ' ' || account_id else account_id end as account_id,
    case when key_id is null then '' when key_id = '' or key_id like ' %' then ' ' || key_id else key_id end as key_id,
    case when provider is null then '' when provider = '' or provider like ' %' then ' ' || provider else provider end as provider,
    case when model is null then '' when model = '' or model like ' %' then ' ' || model else model end as model,
    status, error_code, cost_usd, tokens_estimated, ttft_ms, total_ms, gateway_ms,
    prompt_tokens, completion_tokens, cached_tokens, cache_write_tokens, long_cache_write_tokens, reasoning_tokens,
    audio_prompt_tokens, audio_completion_tokens
  from usage_records
) r
group by account_id, utc_day, key_id, provider, model, status;

-- The log's filters, each in the order of the log: the newest first.
create index usage_records_provider on usage_records (account_id, provider, at desc);
create index usage_records_model on usage_records (account_id, model, at desc);
create index usage_records_requested on usage_records (account_id, model_requested, at desc);
create index usage_records_status on usage_records (account_id, status, at desc);

-- What an event of the audit trail changed, as JSON: [{"field":…,"before":…,"after":…}]. The trail is read by its time.
alter table audit_events add column changes text default '[]' not null;
create index audit_events_at on audit_events (at desc, id desc);
