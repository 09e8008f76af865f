/**
 * Perplexity's Sonar models, which speak OpenAI's words (docs.perplexity.ai/api-reference/chat-completions-post, read
 * 2026-11) and search the web before they answer. Perplexity announced the end of this address for 2026-09-27; its models
 * are shown as retired.
 *
 * <p>What differs, and what becomes of it: system messages come first and turns alternate, so neighbours are joined; there
 * are no tools, log probabilities or second choices; a plain JSON object is asked for by an instruction, a schema natively;
 * search options have names of their own. Streams end without {@code [DONE]}, every chunk brings the whole {@code message}
 * beside its {@code delta}, and usage and sources again. Sources stay in {@code citations} and {@code search_results}, and
 * are annotations of the message, in a stream of its last chunk. Extras of the usage (costs, citation tokens, searches)
 * stay.
 */
@NullMarked
package ai.qnp.core.provider.perplexity;

import org.jspecify.annotations.NullMarked;
