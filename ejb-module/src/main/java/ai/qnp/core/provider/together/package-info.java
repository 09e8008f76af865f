/**
 * Together AI, which speaks OpenAI's words (docs.together.ai/reference/chat-completions-1, /embeddings-2,
 * /post-images-generations, read 2026-11).
 *
 * <p>What differs, and what becomes of it: {@code eos} is a finish reason; {@code reasoning} is called
 * {@code reasoning_content}; {@code logprobs} is a count and comes back in the words of OpenAI's older completions, or as
 * one number in a chunk; {@code stop} is a list; {@code reasoning_effort: none} is a switch of its own; fields that Together
 * does not list are left out and named. Every chunk says the role again, and usage comes with the last one unasked. Images
 * have a width and a height, and base64 is called so.
 */
@NullMarked
package ai.qnp.core.provider.together;

import org.jspecify.annotations.NullMarked;
