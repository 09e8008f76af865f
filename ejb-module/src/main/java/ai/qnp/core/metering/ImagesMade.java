package ai.qnp.core.metering;

import org.jspecify.annotations.Nullable;

/**
 * Images that a model made.
 *
 * @param count how many
 * @param quality as asked for; null when the request named none
 * @param size as asked for, {@code 1024x1024} for example; null when the request named none
 */
public record ImagesMade(
        int count, @Nullable String quality, @Nullable String size) {}
