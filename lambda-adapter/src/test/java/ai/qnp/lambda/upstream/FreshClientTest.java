package ai.qnp.lambda.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.relay.Time;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ToldTime time = new ToldTime();

    @Test
    void keepsItsConnectionsWhileCallsFollowEachOther() {
        try (FreshClient fresh = new FreshClient(time)) {
            HttpClient first = fresh.get(LIMIT);

            time.now = time.now.plusSeconds(4);

            assertThat(fresh.get(LIMIT)).isSameAs(first);
        }
    }

    @Test
    void trustsNoConnectionAfterAPauseInWhichTheSandboxMayHaveBeenFrozen() {
        try (FreshClient fresh = new FreshClient(time)) {
            HttpClient before = fresh.get(LIMIT);

            time.now = time.now.plusMillis(4001);

            assertThat(fresh.get(LIMIT)).isNotSameAs(before);
        }
    }

    @Test
    void connectsWithinTheLimitOfEachProvider() {
        try (FreshClient fresh = new FreshClient(time)) {
            HttpClient brief = fresh.get(LIMIT);
            HttpClient patient = fresh.get(Duration.ofSeconds(9));

            assertThat(brief.connectTimeout()).hasValue(LIMIT);
            assertThat(patient.connectTimeout()).hasValue(Duration.ofSeconds(9));
            assertThat(fresh.get(LIMIT)).isSameAs(brief);
        }
    }

    /** Only the time of day goes on in the frost. */
    private static final class ToldTime implements Time {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanos() {
            return 1;
        }
    }
}
