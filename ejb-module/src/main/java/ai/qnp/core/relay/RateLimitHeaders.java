package ai.qnp.core.relay;

import ai.qnp.core.limits.Quota;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code x-ratelimit-…} as OpenAI's API has them; of several quotas of a kind, the one with the least left. */
final class RateLimitHeaders {
    private RateLimitHeaders() {}

    static Map<String, String> of(List<Limits.Reading> readings) {
        Map<String, String> headers = new LinkedHashMap<>();
        add(headers, "requests", tightest(readings, false));
        add(headers, "tokens", tightest(readings, true));
        return headers;
    }

    private static Limits.@Nullable Reading tightest(List<Limits.Reading> readings, boolean tokens) {
        Limits.Reading tightest = null;
        for (Limits.Reading reading : readings) {
            if (reading.quota().kind().countsTokens() == tokens
                    && (tightest == null || reading.remaining() < tightest.remaining())) {
                tightest = reading;
            }
        }
        return tightest;
    }

    private static void add(Map<String, String> headers, String what, Limits.@Nullable Reading reading) {
        if (reading != null) {
            headers.put(
                    "x-ratelimit-limit-" + what, Long.toString(reading.quota().limit()));
            headers.put("x-ratelimit-remaining-" + what, Long.toString(Math.max(0, reading.remaining())));
            headers.put("x-ratelimit-reset-" + what, text(reading.reset()));
        }
    }

    /** As OpenAI writes it: {@code 1s}, {@code 6m0s}, {@code 23h10m0s}. */
    private static String text(Duration wait) {
        Duration whole = wait.plusSeconds(1).minusNanos(1);
        String seconds = whole.toSecondsPart() + "s";
        if (whole.toHours() > 0) {
            return whole.toHours() + "h" + whole.toMinutesPart() + "m" + seconds;
        }
        return whole.toMinutes() > 0 ? whole.toMinutesPart() + "m" + seconds : seconds;
    }

    /** What a quota allows, for people. */
    static String words(Quota quota) {
        return switch (quota.kind()) {
            case REQUESTS_PER_MINUTE -> quota.limit() + " requests a minute";
            case TOKENS_PER_MINUTE -> quota.limit() + " tokens a minute";
            case REQUESTS_PER_DAY -> quota.limit() + " requests in 24 hours";
        };
    }
}
