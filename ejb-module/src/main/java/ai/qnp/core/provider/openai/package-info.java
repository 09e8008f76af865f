/**
 * OpenAI itself: its data sheet and where it differs from what its own compatible API promises to others.
 */
@NullMarked
package ai.qnp.core.provider.openai;

import org.jspecify.annotations.NullMarked;
