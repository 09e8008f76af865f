/**
 * Anthropic's Messages API (platform.claude.com/docs/en/api/messages, read 2026-11): the first vendor with words of its
 * own.
 *
 * <p>What differs, and what becomes of it: a system message anywhere goes into {@code system}; an output cap is
 * demanded, so {@link ai.qnp.core.provider.anthropic.OutputCap} stands in for a missing one; a JSON schema goes into
 * {@code output_config.format}, or for models before 4.1 into a tool whose input is the answer
 * ({@link ai.qnp.core.provider.anthropic.AnswerTool}); {@code json_object} becomes an instruction; {@code reasoning_effort} becomes a thinking budget up to 4.5 and an effort from 4.6 on; sampling
 * parameters are left out from 4.7 on, which refuse them. Thinking blocks travel in {@code reasoning_details}, marked as
 * this vendor's, and only those come back. Server-side tools' blocks travel in {@code provider_content} likewise, with the place where they
 * stood, since thinking must come back in its order ({@link ai.qnp.core.provider.anthropic.OwnBlocks}).
 */
@NullMarked
package ai.qnp.core.provider.anthropic;

import org.jspecify.annotations.NullMarked;
