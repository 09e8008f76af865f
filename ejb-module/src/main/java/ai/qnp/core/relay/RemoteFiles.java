package ai.qnp.core.relay;

import ai.qnp.core.provider.FetchedFile;

/**
 * Fetches files that requests point to. Never from inside the operator's network, not by a redirect or a changed DNS
 * answer either, and never more than a bound.
 */
public interface RemoteFiles {
    /** Fetches one file by its {@code http} or {@code https} address, as the client wrote it. */
    Fetched fetch(String address);

    /** What came of it. */
    sealed interface Fetched {
        /** It is here. */
        record Complete(FetchedFile file) implements Fetched {}

        /** It is not. The reason is for the client, and says nothing of what the server found inside its network. */
        record Refused(String reason) implements Fetched {}
    }
}
