/**
 * Groq (console.groq.com/docs: api-reference, openai, reasoning, errors; read 2026-11): OpenAI's words with a closed list
 * of fields, since an unknown one is a 400.
 *
 * <table>
 * <caption>What differs</caption>
 * <tr><td>{@code max_tokens}</td><td>{@code max_completion_tokens}</td></tr>
 * <tr><td>{@code n} above 1, {@code logprobs}, audio, files</td><td>refused</td></tr>
 * <tr><td>{@code logit_bias}, {@code metadata}, {@code store}, a message's {@code name}</td><td>left out</td></tr>
 * <tr><td>{@code reasoning_effort}</td><td>the words of the model's family</td></tr>
 * <tr><td>{@code reasoning}</td><td>{@code reasoning_content}; Qwen is asked to part it from its text</td></tr>
 * <tr><td>{@code executed_tools}</td><td>{@code provider_content}</td></tr>
 * <tr><td>{@code x_groq.usage}</td><td>{@code usage}, where there is none</td></tr>
 * <tr><td>413 with {@code rate_limit_exceeded}</td><td>a rate limit</td></tr>
 * <tr><td>{@code failed_generation} in an error</td><td>in its message</td></tr>
 * </table>
 */
@NullMarked
package ai.qnp.core.provider.groq;

import org.jspecify.annotations.NullMarked;
