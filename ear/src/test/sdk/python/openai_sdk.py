"""The official Python SDK, with only its base URL and key changed. Prints one line a check; exits 1 if one failed."""

import os
import sys
import traceback

import openai

BASE = os.environ["QNP_BASE_URL"]
KEY = os.environ["QNP_KEY"]
LIMITED = os.environ["QNP_KEY_LIMITED"]
BROKEN = os.environ["QNP_KEY_BROKEN"]
CHECKS = []
ASK = [{"role": "user", "content": "Hi"}]
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        },
    }
]


def check(function):
    CHECKS.append(function)
    return function


def client(key=KEY):
    return openai.OpenAI(base_url=BASE, api_key=key, max_retries=0, timeout=20)


def raised(kind, call):
    try:
        call()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was not raised")


@check
def whole():
    answer = client().chat.completions.create(model="qnp/auto", messages=ASK)
    assert answer.choices[0].message.content == "Hello there", answer
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == 1500


@check
def streamed():
    text, usage = "", None
    stream = client().chat.completions.create(
        model="qnp/auto", messages=ASK, stream=True, stream_options={"include_usage": True}
    )
    for chunk in stream:
        if chunk.choices:
            text += chunk.choices[0].delta.content or ""
        usage = chunk.usage or usage
    assert text == "Hello there", text
    assert usage.total_tokens == 1500


@check
def tools():
    answer = client().chat.completions.create(model="tools", messages=ASK, tools=TOOLS)
    call = answer.choices[0].message.tool_calls[0]
    assert call.function.name == "get_weather", call
    assert call.function.arguments == '{"city":"Bern"}', call


@check
def tools_streamed():
    with client().chat.completions.stream(model="tools", messages=ASK, tools=TOOLS) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].message.tool_calls[0].function.arguments == '{"city":"Bern"}', final
    assert final.choices[0].finish_reason == "tool_calls"


@check
def embeddings():
    # the SDK asks for base64 by itself and decodes it
    answer = client().embeddings.create(model="m1", input="Hi")
    assert answer.data[0].embedding == [0.5, -0.25], answer
    assert answer.usage.total_tokens == 8
    numbers = client().embeddings.create(model="m1", input=["Hi"], encoding_format="float")
    assert numbers.data[0].embedding == [0.5, -0.25], numbers


@check
def images():
    answer = client().images.generate(model="m1", prompt="a cat")
    assert answer.data[0].b64_json == "AQID", answer


@check
def models():
    listed = [model.id for model in client().models.list()]
    assert len(listed) >= 2, listed
    assert client().models.retrieve(listed[0]).id == listed[0]


@check
def wrong_key():
    error = raised(openai.AuthenticationError, lambda: client("qnp-wrong").models.list())
    assert error.code == "invalid_api_key", error


@check
def bad_request():
    error = raised(
        openai.BadRequestError,
        lambda: client().chat.completions.create(model="qnp/auto", messages=[]),
    )
    assert error.param == "messages", error


@check
def unknown_model():
    error = raised(
        openai.NotFoundError,
        lambda: client().chat.completions.create(model="no-such-model", messages=ASK),
    )
    assert error.code == "model_not_found", error


@check
def rate_limited():
    error = raised(
        openai.RateLimitError,
        lambda: client(LIMITED).chat.completions.create(model="m1", messages=ASK),
    )
    assert error.code == "upstream_rate_limited", error
    assert int(error.response.headers["retry-after"]) > 0


@check
def broken_stream():
    stream = client(BROKEN).chat.completions.create(model="m1", messages=ASK, stream=True)

    def read():
        for _ in stream:
            pass

    raised(openai.APIError, read)


@check
def raw_headers():
    raw = client().chat.completions.with_raw_response.create(model="qnp/auto", messages=ASK)
    assert raw.request_id, raw.headers
    assert raw.headers["x-qnp-attempts"] == "1"


def main(checks):
    failed = 0
    for function in checks:
        try:
            function()
            print(f"ok {function.__name__}")
        except Exception:
            failed += 1
            print(f"FAILED {function.__name__}")
            traceback.print_exc(file=sys.stdout)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(CHECKS)
