-- Requests {first} to {last} of {records}: 20 keys, 5 providers with 12 models, 4 % errors; one provider and one model are rare.
insert into usage_records
select
  'req_' || md5(i::text),
  timestamptz '{begin} 00:00:00Z' + i * (interval '{days} days' / {records}),
  '{account}',
  'key_' || md5((floor(20 * power(random_of(i, 1), 2)))::text),
  'chat.completions',
  case when random_of(i, 2) < 0.3 then 'qnp/auto' else model end,
  provider, model,
  random_of(i, 3) < 0.5,
  status,
  case when status = 200 then 'stop' end,
  case when random_of(i, 4) < 0.03 then 2 else 1 end,
  prompt, completion, prompt / 4, 0, 0, completion / 5, 0, 0,
  random_of(i, 5) < 0.02,
  case when status = 200 and model <> 'unpriced-1' then prompt * 0.0000025 + completion * 0.00001 end,
  '2026-10', 60 + completion / 10, 300 + completion * 3, 2,
  case when status = 429 then 'upstream_rate_limited' when status <> 200 then 'all_providers_failed' end,
  false,
  '{"plan":[{"provider":"' || provider || '","model":"' || model || '","chosen":true,"reason":"first step of'
    || ' the key''s chain","step":1},{"provider":"anthropic","model":"claude-sonnet-4-5","chosen":true,'
    || '"reason":"fallback: next step","step":2}],"attempts":[{"provider":"' || provider || '","model":"'
    || model || '","credential":"platform","ms":' || (300 + completion * 3) || '}]}'
from (
  select
    i,
    (array['openai','openai','openai','anthropic','anthropic','google','groq',
      case when random_of(i, 6) < 0.0005 then 'cohere' else 'openai' end])[1 + which % 8] as provider,
    case when random_of(i, 7) < 0.0005 then 'unpriced-1'
      else (array['gpt-4o','gpt-4o-mini','gpt-5','claude-sonnet-4-5','claude-haiku-4-5','gemini-2.5-flash',
        'llama-3.3-70b','gpt-5-mini'])[1 + which % 8] end as model,
    case when random_of(i, 8) < 0.96 then 200 when random_of(i, 9) < 0.6 then 429
      when random_of(i, 9) < 0.8 then 404 else 502 end as status,
    100 + floor(2000 * random_of(i, 10))::int as prompt,
    20 + floor(600 * random_of(i, 11))::int as completion
  from (select i, floor(1000000 * random_of(i, 12))::int as which
    from generate_series({first}, {last}) as i) numbers
) made
