package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.JmxSession;
import ai.qnp.acceptance.upstream.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that take nothing, and many that wait. */
@AcceptanceTest
@Tag("once")
class SlowReaderIT {
    private static final int EVENTS = 1_000;
    private static final int EVENT_BYTES = 100_000;
    /** All buffers between the provider and the client, with room to spare; a fraction of the whole. */
    private static final long BUFFERED = 48L << 20;

    private static final int STREAMS = 300;

    private final Gateway gateway;

    SlowReaderIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void readsAProviderNoFasterThanTheClientTakesIt() throws Exception {
        // given a provider with 100 MB to tell
        String provider = gateway.provider();
        var told = new AtomicLong();
        String text = "x".repeat(EVENT_BYTES);
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            for (int i = 0; i < EVENTS; i++) {
                conversation.events(Answers.content(text));
                told.addAndGet(EVENT_BYTES);
            }
            conversation.events(Answers.finish("stop"), Answers.DONE);
            conversation.endStream();
        });

        // when the client reads one event and then nothing
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            stream.nextText();
            long stalled = untilItStalls(told);

            // then
            assertThat(stalled).isLessThan(BUFFERED);

            // when it reads on
            int rest = 0;
            String last = "";
            for (String data = stream.next(); data != null; data = stream.next()) {
                last = data;
                rest++;
            }

            // then
            assertThat(rest).isEqualTo(EVENTS - 1 + 2);
            assertThat(last).isEqualTo(Answers.DONE);
        }
    }

    /** What was told when nothing more has been for a second. */
    private static long untilItStalls(AtomicLong told) {
        var looks = new AtomicInteger();
        var before = new AtomicLong(-1);
        return Eventually.get(
                "the provider is kept waiting",
                () -> {
                    long now = told.get();
                    looks.set(before.getAndSet(now) == now ? looks.get() + 1 : 0);
                    return now;
                },
                now -> looks.get() >= 40);
    }

    @Test
    void servesANewRequestBesideManyIdleStreams() throws Exception {
        // given
        String thinking = gateway.provider();
        var goOn = new CountDownLatch(1);
        gateway.upstream().on(thinking, Answers.pausing("thinking", goOn, "done"));
        Caller caller = gateway.callerOver(thinking);
        List<EventStream> streams = new ArrayList<>();
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            var name = new ObjectName("ai.qnp:type=Gateway");
            for (int i = 0; i < STREAMS; i++) {
                EventStream stream = caller.stream(Caller.askStream("m1"));
                streams.add(stream);
                assertThat(stream.nextText()).isEqualTo("thinking");
            }
            assertThat((Long) jmx.connection().getAttribute(name, "InFlight")).isGreaterThanOrEqualTo(STREAMS);

            // when
            var other = gateway.callerOver(Gateway.POLITE).chat(Caller.ask("m1"), "x-qnp-timeout-ms", "5000");
            goOn.countDown();

            // then
            assertThat(other.status()).isEqualTo(200);
            for (EventStream stream : streams) {
                List<String> rest = stream.rest();
                assertThat(EventStream.text(rest)).isEqualTo("done");
                assertThat(rest).endsWith(Answers.DONE);
            }
            Eventually.get("nothing is left over", () -> inFlight(jmx, name), left -> left == 0);
        } finally {
            goOn.countDown();
            for (EventStream stream : streams) {
                stream.close();
            }
        }
    }

    private static long inFlight(JmxSession jmx, ObjectName name) {
        try {
            return (Long) jmx.connection().getAttribute(name, "InFlight");
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
