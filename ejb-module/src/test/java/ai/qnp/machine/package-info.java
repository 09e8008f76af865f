/** What tests need of the machine that they run on. */
@NullMarked
package ai.qnp.machine;

import org.jspecify.annotations.NullMarked;
