/**
 * Who is asking and may they: key format and hash, grants, permissions, addresses, referrers.
 */
@NullMarked
package ai.qnp.core.access;

import org.jspecify.annotations.NullMarked;
