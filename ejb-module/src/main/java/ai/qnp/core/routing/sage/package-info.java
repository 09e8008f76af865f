/**
 * Sage: what a request is about, judged without a model call and explained in one line, and the operator's preferred
 * models for it. What it looks at is bounded: sizes and flags of the whole request, words of the last user message only.
 */
@NullMarked
package ai.qnp.core.routing.sage;

import org.jspecify.annotations.NullMarked;
