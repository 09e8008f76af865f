package ai.qnp.ee.accounting;

import java.time.Instant;

/**
 * A node as another one, or itself, sees it.
 *
 * @param startedAt by its own clock
 * @param lastBeat when it was last seen to live, by the clock of whoever looks
 * @param own whether it is the one that looks
 * @param alive whether it may keep its leases: what is silent for too long has them taken
 */
public record WatchedNode(String id, Instant startedAt, Instant lastBeat, boolean own, boolean alive) {}
