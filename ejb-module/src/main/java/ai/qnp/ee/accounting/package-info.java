/**
 * Money and limits over several nodes that share a database: what nodes lease of a fund, what settled requests take from
 * it, what becomes of a node that is gone, and whether the books balance.
 */
@NullMarked
package ai.qnp.ee.accounting;

import org.jspecify.annotations.NullMarked;
