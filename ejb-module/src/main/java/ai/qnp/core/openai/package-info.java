/**
 * OpenAI's wire: requests read no further than needed, completions, chunks and errors that keep unknown fields.
 */
@NullMarked
package ai.qnp.core.openai;

import org.jspecify.annotations.NullMarked;
