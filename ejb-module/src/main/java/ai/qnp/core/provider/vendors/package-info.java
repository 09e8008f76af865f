/**
 * The one list of the vendors that QNP knows. A new vendor is a package of its own and one line here.
 */
@NullMarked
package ai.qnp.core.provider.vendors;

import org.jspecify.annotations.NullMarked;
