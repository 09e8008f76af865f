/** The Lambda front door: one handler in front of the relay, composed by hand. */
@NullMarked
package ai.qnp.lambda;

import org.jspecify.annotations.NullMarked;
