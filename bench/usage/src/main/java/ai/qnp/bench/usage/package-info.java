/** What the request log and its summaries take when there are millions of records. */
@NullMarked
package ai.qnp.bench.usage;

import org.jspecify.annotations.NullMarked;
