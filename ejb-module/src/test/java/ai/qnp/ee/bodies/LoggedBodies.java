package ai.qnp.ee.bodies;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.LoggedBody;
import java.time.Duration;
import java.time.Instant;

/** Bodies as tests keep them. */
final class LoggedBodies {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration KEPT = Duration.ofDays(7);

    private LoggedBodies() {}

    static LoggedBody body(String requestId, String sent) {
        JsonText bytes = JsonText.of(sent);
        return new LoggedBody(requestId, "acc_1", "key_1", NOON, NOON.plus(KEPT), bytes.utf8().length, bytes);
    }
}
