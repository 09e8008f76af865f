"""LangChain's OpenAI classes, with only base URL and key changed."""

import os

from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openai import RateLimitError

from openai_sdk import KEY, LIMITED, main, raised


def model(name, key=KEY):
    return ChatOpenAI(base_url=os.environ["QNP_BASE_URL"], api_key=key, model=name, max_retries=0, timeout=20)


@tool
def get_weather(city: str) -> str:
    """Tells the weather in a city."""
    return "sunny in " + city


def langchain_whole():
    answer = model("qnp/auto").invoke("Hi")
    assert answer.content == "Hello there", answer
    assert answer.usage_metadata["total_tokens"] == 1500


def langchain_streamed():
    text = "".join(chunk.content for chunk in model("qnp/auto").stream("Hi"))
    assert text == "Hello there", text


def langchain_tools():
    answer = model("tools").bind_tools([get_weather]).invoke("Weather in Bern?")
    assert answer.tool_calls[0]["name"] == "get_weather", answer
    assert answer.tool_calls[0]["args"] == {"city": "Bern"}, answer


def langchain_embeddings():
    embedder = OpenAIEmbeddings(
        base_url=os.environ["QNP_BASE_URL"], api_key=KEY, model="m1", check_embedding_ctx_length=False
    )
    assert embedder.embed_query("Hi") == [0.5, -0.25]


def langchain_rate_limited():
    raised(RateLimitError, lambda: model("m1", LIMITED).invoke("Hi"))


if __name__ == "__main__":
    main([langchain_whole, langchain_streamed, langchain_tools, langchain_embeddings, langchain_rate_limited])
