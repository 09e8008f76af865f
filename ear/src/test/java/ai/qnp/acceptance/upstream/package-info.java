/**
 * Model providers whose every byte, pause and failure a test tells. They remember what they were asked and whether the
 * caller hung up.
 */
@NullMarked
package ai.qnp.acceptance.upstream;

import org.jspecify.annotations.NullMarked;
