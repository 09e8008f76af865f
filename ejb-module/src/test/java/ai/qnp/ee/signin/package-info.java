/** Tests of the ways into the dashboard, on both databases. */
@NullMarked
package ai.qnp.ee.signin;

import org.jspecify.annotations.NullMarked;
