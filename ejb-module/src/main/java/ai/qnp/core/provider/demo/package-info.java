/**
 * A provider that lives in this process, so that a first request works with nothing configured. It says that it is a
 * demo, costs nothing and answers in OpenAI's own words.
 */
@NullMarked
package ai.qnp.core.provider.demo;

import org.jspecify.annotations.NullMarked;
