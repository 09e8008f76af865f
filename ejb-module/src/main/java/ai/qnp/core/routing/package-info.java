/**
 * Where a request goes: model names, chains and the plan of targets, each with the reason it is there.
 */
@NullMarked
package ai.qnp.core.routing;

import org.jspecify.annotations.NullMarked;
