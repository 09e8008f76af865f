/** Placeholder: a server refuses an EJB module that has no bean. Goes away with the first real one. */
@NullMarked
package ai.qnp.server;

import org.jspecify.annotations.NullMarked;
