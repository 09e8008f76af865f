package ai.qnp.ee.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the calls to one provider.
 *
 * @param connect until a connection stands
 * @param firstByte until an answer begins; null where it is the one of all providers
 * @param idle between two reads of an answer
 * @param maxConcurrent calls under way at once; null for no limit
 */
public record CallBounds(
        Duration connect,
        @Nullable Duration firstByte,
        Duration idle,
        @Nullable Integer maxConcurrent) {
    /** The limit that holds for the beginning of an answer: a client can only shorten it. Null for the one of all. */
    @Nullable Duration firstByte(@Nullable Duration clients) {
        if (clients == null || firstByte == null) {
            return clients == null ? firstByte : clients;
        }
        return clients.compareTo(firstByte) < 0 ? clients : firstByte;
    }
}
