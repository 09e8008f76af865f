/**
 * The transport to providers on the JDK's own HTTP client, for a host that is frozen between requests: nothing of a
 * call goes on once its answer is read or aborted.
 */
@NullMarked
package ai.qnp.lambda.upstream;

import org.jspecify.annotations.NullMarked;
