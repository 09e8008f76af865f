/**
 * The gateway as its users have it: a process started by the launcher, on a data folder and a port of its own, and the
 * clients that talk to it.
 */
@NullMarked
package ai.qnp.acceptance.server;

import org.jspecify.annotations.NullMarked;
