/**
 * The operator's settings, each declared once: name, kind of value, default, what it does. Start-up reads and checks them
 * here, and docs/configuration.md is made from the declarations. Needs no container: any look-up by name will do.
 */
@NullMarked
package ai.qnp.ee.settings;

import org.jspecify.annotations.NullMarked;
