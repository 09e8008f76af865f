package ai.qnp.lambda.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedInTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ToldTime time = new ToldTime();
    private final List<Duration> limits = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private int aborted;

    private final Timers timers = (delay, action) -> {
        delays.add(delay);
        alarms.add(action);
        return () -> {};
    };
    private final Transport transport = new EndedInTime(
            (target, request, limit) -> {
                limits.add(limit);
                return new Opened.Answering(new Running());
            },
            MINUTE,
            Deadline.in(Duration.ofSeconds(20), time),
            timers);

    @Test
    void waitsNoLongerThanUntilTheDeadline() {
        open(null);
        open(Duration.ofSeconds(3));
        open(Duration.ofSeconds(50));

        assertThat(limits).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    @Test
    void endsAnAnswerAtTheDeadline() {
        time.nanos = Duration.ofSeconds(15).toNanos();
        open(null);

        alarms.forEach(Runnable::run);

        assertThat(delays).containsExactly(Duration.ofSeconds(5));
        assertThat(aborted).isEqualTo(1);
    }

    @Test
    void callsNobodyAfterTheDeadline() {
        time.nanos = MINUTE.toNanos();

        assertThat(open(null)).isInstanceOf(Opened.NoAnswer.class);
        assertThat(limits).isEmpty();
    }

    private Opened open(Duration limit) {
        URI baseUrl = URI.create("https://own.test/v1");
        Target target = new Target(
                CompatibleProvider.custom("own", baseUrl), "m", new Credential("cred-1", "own", null, baseUrl));
        return transport.open(target, new UpstreamRequest("/chat/completions", JsonText.of("{}"), false), limit);
    }

    private static final class ToldTime implements Time {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    private final class Running implements Exchange {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.NONE;
        }

        @Override
        public InputStream body() {
            return InputStream.nullInputStream();
        }

        @Override
        public void abort() {
            aborted++;
        }

        @Override
        public void finish() {}
    }
}
