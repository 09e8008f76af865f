/**
 * The bodies of requests, for keys whose operator wants them kept: written sealed and in the background, read by their account
 * and the operator alone, gone when their time has come. No request waits for any of it or fails by it.
 */
@NullMarked
package ai.qnp.ee.bodies;

import org.jspecify.annotations.NullMarked;
