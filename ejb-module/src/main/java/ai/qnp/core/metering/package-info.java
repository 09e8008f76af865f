/**
 * What a request used and what that costs: tokens by kind, prices, cost and the usage record.
 */
@NullMarked
package ai.qnp.core.metering;

import org.jspecify.annotations.NullMarked;
