/** What translating costs, measured by JMH: one whole request and answer, and one streamed event, for each vendor. */
@NullMarked
package ai.qnp.bench;

import org.jspecify.annotations.NullMarked;
