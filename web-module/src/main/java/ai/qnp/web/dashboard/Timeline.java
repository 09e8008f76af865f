package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's attempts as bars on one axis, from its arrival to its end.
 *
 * @param total the axis' length
 * @param gateway what of it was QNP's own, as it was measured
 * @param gaps when nobody was asked; while an answer streams, QNP's part is too short for a bar
 */
public record Timeline(String total, String gateway, List<Bar> gaps, List<Row> rows) implements Serializable {
    /** The axis in the units of the picture. */
    private static final long WIDTH = 1_000;

    private static final long LEAST_WIDTH = 3;

    public Timeline {
        gaps = List.copyOf(gaps);
        rows = List.copyOf(rows);
    }

    /**
     * A stretch of time.
     *
     * @param kind {@code gateway}, {@code wait} (for the first byte), {@code opening} (until the first content), {@code answer}
     *     or {@code failed}
     * @param x where it begins, in thousandths of the axis
     */
    public record Bar(String kind, long x, long width) implements Serializable {}

    /**
     * One attempt.
     *
     * @param failure the failure class in words; null when it answered
     * @param status the provider's, of a failure
     * @param took until its answer began, or it failed
     */
    public record Row(
            String target,
            @Nullable String failure,
            @Nullable Integer status,
            String began,
            String firstByte,
            String took,
            List<Bar> bars)
            implements Serializable {
        public Row {
            bars = List.copyOf(bars);
        }
    }

    static Timeline of(Outcome outcome) {
        UsageRecord made = outcome.record();
        Axis axis = new Axis(Math.max(1, made.totalMillis()));
        List<Row> rows = new ArrayList<>();
        List<Bar> gaps = new ArrayList<>();
        long over = 0;
        for (Attempted attempt : outcome.attempts()) {
            // of older records only the order is known
            long began = millis(attempt.began(), over);
            axis.add(gaps, "gateway", over, began);
            long end = attempt.failure() == null && made.stream()
                    ? axis.end
                    : began + attempt.took().toMillis();
            rows.add(row(attempt, axis, began, end));
            over = Math.max(over, end);
        }
        axis.add(gaps, "gateway", over, axis.end);
        return new Timeline(Figures.millis(made.totalMillis()), Figures.millis(made.gatewayMillis()), gaps, rows);
    }

    private static Row row(Attempted attempt, Axis axis, long began, long end) {
        Failure failure = attempt.failure();
        Duration head = attempt.firstByte();
        long settled = began + attempt.took().toMillis();
        // a refusal that came with its first byte shows as what it is
        boolean onlyWaited =
                failure != null && millis(head, 0) >= attempt.took().toMillis();
        long headCame = onlyWaited ? began : began + millis(head, 0);
        List<Bar> bars = new ArrayList<>();
        axis.add(bars, "wait", began, headCame);
        axis.add(bars, failure != null ? "failed" : end > settled ? "opening" : "answer", headCame, settled);
        axis.add(bars, "answer", settled, end);
        return new Row(
                attempt.provider() + "/" + attempt.model(),
                failure == null ? null : Receipt.words(failure.failureClass()),
                failure == null ? null : failure.status(),
                Figures.millis(began),
                Figures.millis(head == null ? null : head.toMillis()),
                Figures.millis(attempt.took().toMillis()),
                bars);
    }

    private static long millis(@Nullable Duration span, long otherwise) {
        return span == null ? otherwise : span.toMillis();
    }

    /** Places stretches of time; one that was there at all can be seen. */
    private record Axis(long end) {
        void add(List<Bar> bars, String kind, long from, long to) {
            if (to > from) {
                long x = Math.min(from * WIDTH / end, WIDTH - LEAST_WIDTH);
                long width = Math.max((Math.min(to, end) - from) * WIDTH / end, LEAST_WIDTH);
                bars.add(new Bar(kind, x, width));
            }
        }
    }
}
