// The official Node SDK, with only its base URL and key changed. Prints one line a check; exits 1 if one failed.

import assert from "node:assert/strict";
import OpenAI from "openai";

const client = (apiKey = process.env.QNP_KEY) =>
  new OpenAI({ baseURL: process.env.QNP_BASE_URL, apiKey, maxRetries: 0, timeout: 20_000 });
const messages = [{ role: "user", content: "Hi" }];
const tools = [
  {
    type: "function",
    function: { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  },
];
const ask = (model, more = {}, key = process.env.QNP_KEY) => client(key).chat.completions.create({ model, messages, ...more });

const checks = {
  async whole() {
    const answer = await ask("qnp/auto");
    assert.equal(answer.choices[0].message.content, "Hello there");
    assert.equal(answer.usage.total_tokens, 1500);
    assert.ok(answer._request_id);
  },
  async streamed() {
    let text = "";
    let usage;
    for await (const chunk of await ask("qnp/auto", { stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta?.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.equal(text, "Hello there");
    assert.equal(usage.total_tokens, 1500);
  },
  async tools() {
    const answer = await ask("tools", { tools });
    assert.equal(answer.choices[0].message.tool_calls[0].function.arguments, '{"city":"Bern"}');
  },
  async tools_streamed() {
    const stream = client().chat.completions.stream({ model: "tools", messages, tools });
    const final = await stream.finalChatCompletion();
    assert.equal(final.choices[0].message.tool_calls[0].function.arguments, '{"city":"Bern"}');
    assert.equal(final.choices[0].finish_reason, "tool_calls");
  },
  async embeddings() {
    const answer = await client().embeddings.create({ model: "m1", input: "Hi" });
    assert.deepEqual(Array.from(answer.data[0].embedding), [0.5, -0.25]);
  },
  async images() {
    const answer = await client().images.generate({ model: "m1", prompt: "a cat" });
    assert.equal(answer.data[0].b64_json, "AQID");
  },
  async models() {
    const listed = [];
    for await (const model of client().models.list()) {
      listed.push(model.id);
    }
    assert.ok(listed.length >= 2, String(listed));
    assert.equal((await client().models.retrieve(listed[0])).id, listed[0]);
  },
  async wrong_key() {
    await assert.rejects(
      client("qnp-wrong").models.list(),
      (error) => error instanceof OpenAI.AuthenticationError && error.code === "invalid_api_key",
    );
  },
  async bad_request() {
    await assert.rejects(
      ask("qnp/auto", { messages: [] }),
      (error) => error instanceof OpenAI.BadRequestError && error.param === "messages",
    );
  },
  async unknown_model() {
    await assert.rejects(
      ask("no-such-model"),
      (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
    );
  },
  async rate_limited() {
    await assert.rejects(
      ask("m1", {}, process.env.QNP_KEY_LIMITED),
      (error) => error instanceof OpenAI.RateLimitError && Number(error.headers.get("retry-after")) > 0,
    );
  },
  async broken_stream() {
    const stream = await ask("m1", { stream: true }, process.env.QNP_KEY_BROKEN);
    await assert.rejects(
      async () => {
        for await (const chunk of stream) {
          assert.ok(chunk);
        }
      },
      (error) => error instanceof OpenAI.APIError,
    );
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
process.exit(failed ? 1 : 0);
