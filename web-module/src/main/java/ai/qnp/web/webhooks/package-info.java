/**
 * The front door for those who tell this server something, {@code /webhooks}: no token, since each proves who it is in its
 * own way. Passes on what came, and answers so that what could not be stored is sent again.
 */
@NullMarked
package ai.qnp.web.webhooks;

import org.jspecify.annotations.NullMarked;
