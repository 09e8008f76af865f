/**
 * The dashboard: one bean a page, which translates between the page and the services and delegates to them.
 * Nothing here decides what is allowed, and no getter works or asks the database.
 * Every page but the few public ones needs a session; what guards them refuses what it does not know.
 */
@NullMarked
package ai.qnp.web.dashboard;

import org.jspecify.annotations.NullMarked;
