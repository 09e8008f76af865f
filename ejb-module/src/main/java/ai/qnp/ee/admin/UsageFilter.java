package ai.qnp.ee.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which usage records are meant; null leaves a side open.
 *
 * @param from the earliest arrival
 * @param to arrivals before it
 * @param keyId made with this key
 * @param model the slug that was sent, or the name the client wrote
 * @param provider the provider's id
 * @param lowestStatus HTTP status, from
 * @param highestStatus HTTP status, to, included
 */
public record UsageFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String keyId,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Integer lowestStatus,
        @Nullable Integer highestStatus) {
    /** Everything. */
    public static final UsageFilter ALL = new UsageFilter(null, null, null, null, null, null, null);

    /** Everything that arrived in a stretch of time. */
    public static UsageFilter between(@Nullable Instant from, @Nullable Instant to) {
        return new UsageFilter(from, to, null, null, null, null, null);
    }

    /** The same, no earlier than an instant. */
    public UsageFilter since(Instant earliest) {
        Instant start = from == null || from.isBefore(earliest) ? earliest : from;
        return new UsageFilter(start, to, keyId, model, provider, lowestStatus, highestStatus);
    }

    /** The same in another stretch of time. */
    UsageFilter within(Instant start, Instant end) {
        return new UsageFilter(start, end, keyId, model, provider, lowestStatus, highestStatus);
    }
}
