/**
 * How much a key or an account may use in a span of time: quotas and the sliding windows that count them.
 */
@NullMarked
package ai.qnp.core.limits;

import org.jspecify.annotations.NullMarked;
