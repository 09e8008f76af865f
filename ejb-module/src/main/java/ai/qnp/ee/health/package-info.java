/**
 * The memory and the settings of {@link ai.qnp.core.health}: bounded, and read again when the operator wants it.
 */
@NullMarked
package ai.qnp.ee.health;

import org.jspecify.annotations.NullMarked;
