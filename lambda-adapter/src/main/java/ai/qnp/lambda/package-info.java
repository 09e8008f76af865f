/**
 * The Lambda front door: one handler for function-URL events in front of the same relay and store as on a server, put
 * together by hand. Streams are collected and answered whole.
 */
@NullMarked
package ai.qnp.lambda;

import org.jspecify.annotations.NullMarked;
