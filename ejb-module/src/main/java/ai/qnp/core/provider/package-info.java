/**
 * The provider SPI: pure translators between OpenAI's words and a vendor's. One package a vendor below it.
 */
@NullMarked
package ai.qnp.core.provider;

import org.jspecify.annotations.NullMarked;
