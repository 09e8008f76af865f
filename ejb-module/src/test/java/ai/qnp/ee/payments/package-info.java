/** Tests of what Stripe tells, on both databases. */
@NullMarked
package ai.qnp.ee.payments;

import org.jspecify.annotations.NullMarked;
