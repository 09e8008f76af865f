/**
 * The models that QNP knows, with their limits, abilities and prices.
 */
@NullMarked
package ai.qnp.core.catalogue;

import org.jspecify.annotations.NullMarked;
