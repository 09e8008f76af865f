package ai.qnp.core.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer's headers ask to wait. */
public final class RetryAfter {
    /** No wait is longer, whatever the vendor says. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final int MAX_DIGITS = 12;
    private static final Pattern SECONDS = Pattern.compile("(\\d+)(?:\\.\\d*)?");

    private RetryAfter() {}

    /**
     * Reads {@code retry-after-ms}, else {@code Retry-After} as seconds or as an HTTP date, which counts from the
     * answer's own {@code Date}. Null for none, a negative one, or nonsense; never above {@link #LONGEST}.
     */
    public static @Nullable Duration of(Headers headers) {
        Long millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return bounded(Duration.ofMillis(millis));
        }
        String value = headers.get("retry-after");
        Long seconds = number(value);
        return seconds == null ? untilDate(value, headers.get("date")) : bounded(Duration.ofSeconds(seconds));
    }

    private static @Nullable Long number(@Nullable String value) {
        if (value == null) {
            return null;
        }
        Matcher matcher = SECONDS.matcher(value.strip());
        if (!matcher.matches()) {
            return null;
        }
        String digits = matcher.group(1);
        return digits.length() > MAX_DIGITS ? LONGEST.toMillis() : Long.parseLong(digits);
    }

    private static @Nullable Duration untilDate(@Nullable String value, @Nullable String date) {
        Instant until = instant(value);
        Instant now = instant(date);
        if (until == null || now == null) {
            return null;
        }
        return until.isBefore(now) ? Duration.ZERO : bounded(Duration.between(now, until));
    }

    private static @Nullable Instant instant(@Nullable String httpDate) {
        if (httpDate == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
