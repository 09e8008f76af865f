/**
 * Which providers this installation has, from MicroProfile Config; reloadable while it runs.
 */
@NullMarked
package ai.qnp.ee.platform;

import org.jspecify.annotations.NullMarked;
