/**
 * The translator that all OpenAI-compatible vendors share: the client's own bytes go up and the vendor's own bytes come
 * back, with as little read and replaced as routing, billing and fallback need. A vendor states only its {@code Quirks}.
 */
@NullMarked
package ai.qnp.core.provider.compatible;

import org.jspecify.annotations.NullMarked;
