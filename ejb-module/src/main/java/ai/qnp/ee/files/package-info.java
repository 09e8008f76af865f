/**
 * Fetches files that requests point to, for providers that take only bytes: bounded in size and time, and never from
 * inside the operator's network.
 */
@NullMarked
package ai.qnp.ee.files;

import org.jspecify.annotations.NullMarked;
