/**
 * The translator that all OpenAI-compatible vendors share: the client's own bytes go up and the vendor's own bytes come
 * back, with as little read and replaced as routing, billing and fallback need. A vendor states only its {@code Quirks}.
 *
 * <p>A request goes by bytes as long as the vendor has no request rules, else by a tree that the rules change one after
 * the other. An answer or chunk goes by bytes as long as a scan finds nothing odd in it, else by a tree that the vendor's
 * rewrite changes and that is then put right: a stream's chunks have one id, time and model, a role once and first, one
 * end for each choice, tool calls with index, id and type, usage in OpenAI's words.
 */
@NullMarked
package ai.qnp.core.provider.compatible;

import org.jspecify.annotations.NullMarked;
