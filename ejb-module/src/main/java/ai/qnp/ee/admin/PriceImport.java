package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.PriceDifference;
import org.jspecify.annotations.Nullable;

/**
 * What a newer catalogue changes.
 *
 * @param asOf the day as of which it is
 * @param version the version of the book that it made; null when it was only looked at, or changes nothing
 */
public record PriceImport(
        String asOf, PriceDifference difference, @Nullable String version) {}
