/**
 * What operators watch: metrics, the MXBean, health and the log line of a request that failed.
 */
@NullMarked
package ai.qnp.ee.operations;

import org.jspecify.annotations.NullMarked;
