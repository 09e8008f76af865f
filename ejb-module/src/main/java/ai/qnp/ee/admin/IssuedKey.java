package ai.qnp.ee.admin;

import ai.qnp.core.access.KeyText;

/**
 * A key that was just made.
 *
 * @param text shown now and never again
 */
public record IssuedKey(ApiKey key, KeyText text) {}
