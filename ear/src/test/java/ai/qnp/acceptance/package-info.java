/**
 * What a stranger may rely on, tried from outside: over HTTP, through the official SDKs, in a browser, at the command
 * line. Nothing here knows how the gateway is built.
 */
@NullMarked
package ai.qnp.acceptance;

import org.jspecify.annotations.NullMarked;
