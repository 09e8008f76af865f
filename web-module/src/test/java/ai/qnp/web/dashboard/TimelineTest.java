package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Failure BUSY = new Failure(FailureClass.OVERLOADED, 503, "busy", null, null, null);

    @Test
    void placesEachAttemptOnTheRequestsAxis() {
        Timeline timeline = Timeline.of(outcome(true, attempt(BUSY, 200, 50L, 100L), attempt(null, 300, 300L, 200L)));

        assertThat(timeline.total()).isEqualTo("1.0 s");
        assertThat(timeline.gateway()).isEqualTo("70 ms");
        assertThat(timeline.gaps())
                .containsExactly(new Timeline.Bar("gateway", 0, 50), new Timeline.Bar("gateway", 250, 50));
        Timeline.Row failed = timeline.rows().getFirst();
        assertThat(failed.failure()).isEqualTo("overloaded");
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.began()).isEqualTo("50 ms");
        assertThat(failed.firstByte()).isEqualTo("100 ms");
        assertThat(failed.bars())
                .containsExactly(new Timeline.Bar("wait", 50, 100), new Timeline.Bar("failed", 150, 100));
        assertThat(timeline.rows().getLast().bars())
                .containsExactly(
                        new Timeline.Bar("wait", 300, 200),
                        new Timeline.Bar("opening", 500, 100),
                        new Timeline.Bar("answer", 600, 400));
    }

    @Test
    void aWholeAnswerIsAnsweredWhenItIsWhole() {
        Timeline timeline = Timeline.of(outcome(false, attempt(null, 900, 0L, 600L)));

        assertThat(timeline.rows().getFirst().bars())
                .containsExactly(new Timeline.Bar("wait", 0, 600), new Timeline.Bar("answer", 600, 300));
        assertThat(timeline.gaps()).containsExactly(new Timeline.Bar("gateway", 900, 100));
    }

    @Test
    void whatReachedNobodyFailedAllTheTime() {
        Timeline timeline = Timeline.of(outcome(true, attempt(BUSY, 1_000, 0L, null)));

        assertThat(timeline.rows().getFirst().firstByte()).isEqualTo("–");
        assertThat(timeline.rows().getFirst().bars()).containsExactly(new Timeline.Bar("failed", 0, 1_000));
    }

    @Test
    void aRefusalThatCameWithTheFirstByteIsAFailureAllTheTime() {
        Timeline timeline = Timeline.of(outcome(true, attempt(BUSY, 500, 0L, 500L)));

        assertThat(timeline.rows().getFirst().firstByte()).isEqualTo("500 ms");
        assertThat(timeline.rows().getFirst().bars()).containsExactly(new Timeline.Bar("failed", 0, 500));
    }

    @Test
    void attemptsOfOlderRecordsFollowEachOther() {
        Timeline timeline = Timeline.of(outcome(false, attempt(BUSY, 200, null, null), attempt(null, 300, null, null)));

        assertThat(timeline.rows()).extracting(Timeline.Row::began).containsExactly("0 ms", "200 ms");
    }

    @Test
    void theShortestStretchCanBeSeenAndNoneLeavesTheAxis() {
        Timeline timeline = Timeline.of(outcome(false, attempt(BUSY, 1, 1_000L, null)));

        assertThat(timeline.rows().getFirst().bars()).containsExactly(new Timeline.Bar("failed", 997, 3));
    }

    private static Attempted attempt(
            @Nullable Failure failure, long took, @Nullable Long began, @Nullable Long firstByte) {
        return new Attempted(
                "openai",
                "gpt-4o",
                "platform",
                failure,
                Duration.ofMillis(took),
                began == null ? null : Duration.ofMillis(began),
                firstByte == null ? null : Duration.ofMillis(firstByte));
    }

    private static Outcome outcome(boolean stream, Attempted... attempts) {
        UsageRecord made = new UsageRecord(
                "req_1",
                Instant.EPOCH,
                "acc_1",
                "key_1",
                "chat.completions",
                "qnp/auto",
                "openai",
                "gpt-4o",
                stream,
                200,
                "stop",
                attempts.length,
                TokenUsage.of(1, 2),
                BigDecimal.ONE,
                "v1",
                5L,
                1_000,
                70,
                null,
                false);
        return new Outcome(made, List.of(), List.of(attempts));
    }
}
