package ai.qnp.core.access;

/**
 * That the bodies of a key's requests are kept, and how much of them. Not checked yet: that is done where it is stored.
 *
 * @param retentionDays how long each is kept, in days; 1 to {@link #MAX_DAYS}
 * @param maxBytes how many bytes of each are kept, from its beginning; 1 to {@link #MAX_BYTES}
 */
public record BodyLogging(long retentionDays, long maxBytes) {
    /** The longest retention. */
    public static final long MAX_DAYS = 90;

    /** The most that is kept of a body. */
    public static final long MAX_BYTES = 1 << 20;
}
