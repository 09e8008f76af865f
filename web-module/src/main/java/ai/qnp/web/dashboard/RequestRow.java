package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as a line of a table.
 *
 * @param key the key's name; null when none was known
 * @param requested the model as the client wrote it
 * @param model what answered; null when nothing did
 * @param provider the id of who answered
 * @param outcome {@code ok}, {@code refused} (4xx), {@code failed} (5xx, or broken off later) or {@code gone} (the client)
 * @param cost to its last digit
 * @param ttft until the first content
 */
public record RequestRow(
        String id,
        Instant at,
        @Nullable String key,
        @Nullable String requested,
        @Nullable String provider,
        @Nullable String model,
        boolean stream,
        int status,
        String outcome,
        @Nullable String errorCode,
        int attempts,
        String promptTokens,
        String completionTokens,
        boolean estimated,
        String cost,
        String ttft,
        String total)
        implements Serializable {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;

    static RequestRow of(UsageRecord made, @Nullable String keyName) {
        return new RequestRow(
                made.id(),
                made.at(),
                keyName,
                made.modelRequested(),
                made.provider(),
                made.model(),
                made.stream(),
                made.status(),
                outcome(made),
                made.errorCode(),
                made.attempts(),
                Figures.count(made.usage().promptTokens()),
                Figures.count(made.usage().completionTokens()),
                made.usage().estimated(),
                Figures.exactMoney(made.cost()),
                Figures.millis(made.timeToFirstTokenMillis()),
                Figures.millis(made.totalMillis()));
    }

    /** Whether a later target answered after an earlier one failed. */
    public boolean savedByFallback() {
        return attempts > 1 && outcome.equals("ok");
    }

    private static String outcome(UsageRecord made) {
        if (made.status() >= FIRST_FAULT || (made.status() < FIRST_ERROR && made.errorCode() != null)) {
            return "failed";
        }
        if (made.status() >= FIRST_ERROR) {
            return "refused";
        }
        return made.clientClosed() ? "gone" : "ok";
    }
}
