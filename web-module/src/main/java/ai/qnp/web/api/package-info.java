/**
 * The front door of the OpenAI-compatible API: reads a request's head, hands it to the relay on a virtual thread and
 * writes what the relay answers. No rule lives here.
 */
@NullMarked
package ai.qnp.web.api;

import org.jspecify.annotations.NullMarked;
