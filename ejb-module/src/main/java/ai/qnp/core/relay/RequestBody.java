package ai.qnp.core.relay;

import ai.qnp.core.openai.JsonText;

/** The body of a request, not read yet. */
@FunctionalInterface
public interface RequestBody {
    /** Reads it, once. */
    Read read();

    /** What reading gave. */
    sealed interface Read {
        /** All of it. */
        record Complete(JsonText bytes) implements Read {}

        /** More than the limit, in bytes, allows. */
        record TooLarge(long limit) implements Read {}

        /** The client went away, or broke the protocol, before the end. */
        record Broken() implements Read {}
    }
}
