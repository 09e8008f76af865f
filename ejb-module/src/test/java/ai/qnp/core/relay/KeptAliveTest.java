package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client.ClientGone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptAliveTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final FakeTime time = new FakeTime();
    private final FakeTimers timers = new FakeTimers();
    private final List<String> written = new ArrayList<>();
    private boolean clientIsGone;
    private int aborted;

    private final KeptAlive stream = new KeptAlive(
                    new Client.Events() {
                        @Override
                        public void event(JsonText data) throws ClientGone {
                            write(data.toString());
                        }

                        @Override
                        public void keepAlive() throws ClientGone {
                            write("comment");
                        }

                        @Override
                        public void done() throws ClientGone {
                            write("done");
                        }
                    },
                    INTERVAL,
                    timers,
                    time,
                    () -> aborted++)
            .begin();

    private void write(String what) throws ClientGone {
        if (clientIsGone) {
            throw new ClientGone(new IOException("Broken pipe"));
        }
        written.add(what);
    }

    private void silence(Duration duration) {
        time.pass(duration);
        timers.ring();
    }

    @Test
    void fillsEachSilenceWithAComment() throws ClientGone {
        stream.event(JsonText.of("1"));

        silence(INTERVAL);
        silence(INTERVAL);

        assertThat(written).containsExactly("1", "comment", "comment");
    }

    @Test
    void commentsOnlyWhenNothingCameForTheWholeInterval() throws ClientGone {
        time.pass(Duration.ofSeconds(10));
        stream.event(JsonText.of("1"));

        silence(Duration.ofSeconds(5));

        assertThat(written).containsExactly("1");
        assertThat(timers.delays()).as("rings when the silence is long enough").containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void endsTheUpstreamWhenTheClientHasLeftMeanwhile() {
        clientIsGone = true;

        silence(INTERVAL);

        assertThat(aborted).isEqualTo(1);
        assertThat(timers.delays()).isEmpty();
        assertThatThrownBy(() -> stream.event(JsonText.of("1"))).isInstanceOf(ClientGone.class);
    }

    @Test
    void isSilentAfterTheEnd() throws ClientGone {
        stream.done();
        stream.close();

        assertThat(timers.delays()).isEmpty();
        silence(INTERVAL);
        assertThat(written).containsExactly("done");
    }

    @Test
    void aTimerThatRingsTooLateWritesNothing() {
        List<Duration> before = timers.delays();
        time.pass(INTERVAL);
        stream.close();
        timers.ring();

        assertThat(before).hasSize(1);
        assertThat(written).isEmpty();
    }
}
