/** What QNP hands out to people's own machines; no sign-in is needed, and nothing of an account is in it. */
@NullMarked
package ai.qnp.web.guide;

import org.jspecify.annotations.NullMarked;
