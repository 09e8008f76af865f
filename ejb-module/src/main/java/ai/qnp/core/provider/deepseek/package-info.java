/**
 * DeepSeek (api-docs.deepseek.com: create-chat-completion, guides/thinking_mode, guides/json_mode, error_codes; read
 * 2026-11): OpenAI's words.
 *
 * <table>
 * <caption>What differs</caption>
 * <tr><td>{@code max_completion_tokens}</td><td>{@code max_tokens}</td></tr>
 * <tr><td>{@code reasoning_effort: none}</td><td>{@code thinking: disabled}</td></tr>
 * <tr><td>{@code response_format: json_schema}</td><td>{@code json_object} and an instruction with the schema</td></tr>
 * <tr><td>{@code reasoning_content} beside tool calls</td><td>must come back; empty where the client has none</td></tr>
 * <tr><td>{@code n} above 1, images by {@code file}, audio, {@code functions}</td><td>refused</td></tr>
 * <tr><td>{@code insufficient_system_resource}</td><td>a failure</td></tr>
 * <tr><td>{@code prompt_cache_hit_tokens}</td><td>cached tokens, where the details lack them</td></tr>
 * </table>
 */
@NullMarked
package ai.qnp.core.provider.deepseek;

import org.jspecify.annotations.NullMarked;
