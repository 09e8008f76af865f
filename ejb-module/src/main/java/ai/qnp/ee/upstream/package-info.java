/**
 * The transport to providers on MicroProfile Rest Client and Fault Tolerance: pooled, bounded, never redirected.
 */
@NullMarked
package ai.qnp.ee.upstream;

import org.jspecify.annotations.NullMarked;
