/**
 * The Lambda Runtime API as AWS documents it: events are asked for, answers and failures are handed back. Knows HTTP and
 * nothing of QNP.
 */
@NullMarked
package ai.qnp.lambda.runtime;

import org.jspecify.annotations.NullMarked;
