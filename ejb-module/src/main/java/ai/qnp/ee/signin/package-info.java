/**
 * The ways into the dashboard: who somebody is, on which account, with which browser, and for how long. Nothing that
 * opens an account is stored in clear, and nothing does twice what it should do once.
 */
@NullMarked
package ai.qnp.ee.signin;

import org.jspecify.annotations.NullMarked;
