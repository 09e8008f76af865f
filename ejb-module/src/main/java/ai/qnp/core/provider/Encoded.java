package ai.qnp.core.provider;

import java.util.List;
import java.util.Set;

/** What became of a request on its way into the vendor's words. */
public sealed interface Encoded {
    /**
     * It can be asked.
     *
     * @param dropped request fields that the vendor does not take, left out or adjusted
     */
    record Ready(UpstreamRequest request, List<String> dropped) implements Encoded {
        public Ready {
            dropped = List.copyOf(dropped);
        }
    }

    /** The vendor lacks something that changes the result: the next target may have it. */
    record Unsupported(Failure failure) implements Encoded {}

    /**
     * The vendor takes only bytes where the request has addresses: fetch them and encode again.
     *
     * @param addresses as the request has them, {@code http} or {@code https}
     */
    record NeedsFiles(Set<String> addresses) implements Encoded {
        public NeedsFiles {
            addresses = Set.copyOf(addresses);
        }
    }
}
