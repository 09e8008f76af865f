/**
 * The use case: one request from the first byte in to the settled record, through ports that a host brings.
 */
@NullMarked
package ai.qnp.core.relay;

import org.jspecify.annotations.NullMarked;
