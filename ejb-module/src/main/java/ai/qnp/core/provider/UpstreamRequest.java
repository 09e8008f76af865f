package ai.qnp.core.provider;

import ai.qnp.core.openai.JsonText;

/**
 * A request in the vendor's words.
 *
 * @param path appended to the base URL, beginning with a slash
 * @param body the JSON to post
 * @param stream whether the answer is an event stream
 */
public record UpstreamRequest(String path, JsonText body, boolean stream) {}
