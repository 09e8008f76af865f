/**
 * What people may change and see: accounts, credentials, keys, usage, and how they get in.
 * Every rule about them is here; front doors only translate. An expected refusal is a value, each change is audited.
 */
@NullMarked
package ai.qnp.ee.admin;

import org.jspecify.annotations.NullMarked;
