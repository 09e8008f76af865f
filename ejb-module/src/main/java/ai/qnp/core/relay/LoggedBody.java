package ai.qnp.core.relay;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Grant;
import ai.qnp.core.openai.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The body of a request as it is kept: what the client sent, without headers.
 *
 * @param at the request's arrival
 * @param expiresAt from then on nobody can read it
 * @param size of all that was sent, in bytes
 * @param bytes what is kept of it, from its beginning; it was not read yet, so it need not be JSON
 */
public record LoggedBody(
        String requestId, String accountId, String keyId, Instant at, Instant expiresAt, long size, JsonText bytes) {
    /** As much as is wanted of what came with a key. */
    static LoggedBody of(String requestId, Grant grant, BodyLogging wanted, Instant at, JsonText sent) {
        byte[] all = sent.utf8();
        JsonText kept = all.length <= wanted.maxBytes()
                ? sent
                : JsonText.of(Arrays.copyOf(all, Math.toIntExact(wanted.maxBytes())));
        Instant expiresAt = at.plus(Duration.ofDays(wanted.retentionDays()));
        return new LoggedBody(requestId, grant.accountId(), grant.keyId(), at, expiresAt, all.length, kept);
    }

    /** Whether its end is missing. */
    public boolean isCut() {
        return bytes.utf8().length < size;
    }

    /** Keeps a prompt out of logs. */
    @Override
    public String toString() {
        return "LoggedBody[" + requestId + ", " + size + " bytes]";
    }
}
