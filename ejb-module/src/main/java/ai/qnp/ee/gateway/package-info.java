/**
 * Puts the relay together on Jakarta EE: its ports, its clock, its settings.
 */
@NullMarked
package ai.qnp.ee.gateway;

import org.jspecify.annotations.NullMarked;
