/**
 * What QNP remembers, on Jakarta Persistence: tables, their rows, and the relay's ports for grants and usage records.
 * The same classes run on the server's transactions and on plain ones. No transaction ever spans an upstream call.
 */
@NullMarked
package ai.qnp.ee.persistence;

import org.jspecify.annotations.NullMarked;
