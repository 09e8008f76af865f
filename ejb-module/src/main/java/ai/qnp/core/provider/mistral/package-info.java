/**
 * Mistral (docs.mistral.ai/api, and the types of the client-python SDK, read 2026-11): OpenAI's words with a closed list
 * of fields, since an unknown one is a 422.
 *
 * <table>
 * <caption>What differs</caption>
 * <tr><td>{@code seed}</td><td>{@code random_seed}</td></tr>
 * <tr><td>{@code max_completion_tokens}</td><td>{@code max_tokens}</td></tr>
 * <tr><td>{@code tool_choice: required}</td><td>{@code any}</td></tr>
 * <tr><td>{@code reasoning_effort}</td><td>{@code none} or {@code high}</td></tr>
 * <tr><td>tool-call ids</td><td>nine letters and digits; others get such a one, the same in call and result</td></tr>
 * <tr><td>{@code file}, {@code input_audio} parts</td><td>{@code document_url}, {@code input_audio} as base64</td></tr>
 * <tr><td>an assistant's message at the end</td><td>{@code prefix: true}</td></tr>
 * <tr><td>content that is a list</td><td>its texts; {@code thinking} is reasoning, the rest provider content</td></tr>
 * <tr><td>{@code model_length}, {@code error}</td><td>{@code length}, a failure</td></tr>
 * </table>
 */
@NullMarked
package ai.qnp.core.provider.mistral;

import org.jspecify.annotations.NullMarked;
