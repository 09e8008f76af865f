/**
 * Secrets at rest: providers' keys sealed with Tink under the master key, and the files that only their owner reads.
 * A wrong master key is noticed before anything is sealed with it.
 */
@NullMarked
package ai.qnp.ee.vault;

import org.jspecify.annotations.NullMarked;
