/**
 * Cohere's API, version 2 (docs.cohere.com/reference/chat, /chat-stream, /embed and /errors, read 2026-11).
 *
 * <p>What differs, and what becomes of it: {@code developer} messages are system messages; sampling has other names
 * ({@code p}, {@code k}, {@code stop_sequences}) and shorter ranges; a forced tool is the only tool sent, with
 * {@code REQUIRED}; {@code strict} holds for all tools or none; a JSON schema goes into {@code response_format} of type
 * {@code json_object} and excludes tools and documents; {@code reasoning_effort} becomes a thinking budget for the models
 * that think. Thinking and tool plans are {@code reasoning_content}, travel in {@code reasoning_details} marked as this
 * vendor's, and only those come back. {@code billed_units} are the usage, since they are what is paid; cached and thinking
 * tokens are counted over all tokens, so they can be more than the billed ones. An answer that ends with {@code ERROR…},
 * {@code TIMEOUT} or an invalid tool generation is a failure.
 *
 * <p>Cohere lists its models below {@code /v1} only, which is not below the API root that QNP knows, so there is no model
 * listing.
 */
@NullMarked
package ai.qnp.core.provider.cohere;

import org.jspecify.annotations.NullMarked;
