/** What QNP hands out without a sign-in: the user guide, and scripts for people's own machines. Nothing of an account is in it. */
@NullMarked
package ai.qnp.web.guide;

import org.jspecify.annotations.NullMarked;
