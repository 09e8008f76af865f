/**
 * How accounts pay by themselves, through Stripe: pages to pay on, and what its events change here. An event is applied
 * once or not at all, whatever the order in which they come; what is not signed by Stripe does nothing.
 */
@NullMarked
package ai.qnp.ee.payments;

import org.jspecify.annotations.NullMarked;
