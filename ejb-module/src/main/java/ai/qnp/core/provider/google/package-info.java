/**
 * Google's Gemini API, version v1beta (ai.google.dev/api/generate-content, /embeddings, /models, and
 * ai.google.dev/gemini-api/docs/function-calling, /thinking, /thought-signatures, /openai, /imagen, read 2026-11).
 *
 * <p>What differs, and what becomes of it: the model stands in the path; system messages go into {@code
 * systemInstruction}; the assistant is called {@code model}; a tool's result names its function, which is found by the
 * call's id; a tool call may have no id, so one is made; {@code reasoning_effort} becomes a thinking budget for 2.5 and
 * a level from 3 on; penalties are left out from 2.5 on, which refuses them; http(s) files are fetched and sent inside
 * the request. A stream has no closing event: it is complete when every choice has its finish reason.
 *
 * <p>Thought signatures travel in {@code extra_content.google.thought_signature} of tool calls, images and messages and
 * are taken back from there; Google's own tools' parts travel in {@code provider_content}.
 *
 * <p>Finish reasons:
 *
 * <table>
 *   <caption>Google's in OpenAI's words; others stay as they are</caption>
 *   <tr><td>{@code STOP}</td><td>{@code stop}, or {@code tool_calls} where a call came</td></tr>
 *   <tr><td>{@code MAX_TOKENS}</td><td>{@code length}</td></tr>
 *   <tr><td>{@code SAFETY RECITATION BLOCKLIST PROHIBITED_CONTENT SPII IMAGE_SAFETY IMAGE_PROHIBITED_CONTENT
 *   IMAGE_RECITATION MODEL_ARMOR LANGUAGE}, a blocked prompt</td><td>{@code content_filter}</td></tr>
 *   <tr><td>{@code MALFORMED_FUNCTION_CALL UNEXPECTED_TOOL_CALL}</td><td>{@code tool_calls} where a call came, else a
 *   failure</td></tr>
 * </table>
 */
@NullMarked
package ai.qnp.core.provider.google;

import org.jspecify.annotations.NullMarked;
