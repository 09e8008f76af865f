/**
 * Server-sent events: bytes to events and events to bytes, by the WHATWG standard.
 */
@NullMarked
package ai.qnp.core.sse;

import org.jspecify.annotations.NullMarked;
