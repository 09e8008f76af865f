package ai.qnp.ee.persistence;

import ai.qnp.core.metering.UsageRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is added up for a day. The names, in lower case, are the columns'. */
public enum UsageDaySum {
    /** Records. */
    REQUESTS,
    /** Those with a status of 400 or above, or with an error after the answer began. */
    ERRORS,
    PROMPT_TOKENS,
    COMPLETION_TOKENS,
    CACHED_TOKENS,
    CACHE_WRITE_TOKENS,
    LONG_CACHE_WRITE_TOKENS,
    REASONING_TOKENS,
    AUDIO_PROMPT_TOKENS,
    AUDIO_COMPLETION_TOKENS,
    /** Records whose tokens are estimated. */
    ESTIMATED,
    /** Answered requests whose model had no price. */
    UNPRICED,
    /** Of all that have a price. */
    COST_USD,
    /** Times to the first token, of those that had one. */
    TTFT_MS,
    /** How many had one. */
    TTFT_REQUESTS,
    TOTAL_MS,
    GATEWAY_MS;

    private static final int FIRST_ERROR = 400;
    /** As the records' column has it: what is added up must be what is stored there. */
    private static final int COST_SCALE = 12;

    /** Its column. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one record adds. */
    BigDecimal of(UsageRecord made) {
        return switch (this) {
            case REQUESTS -> BigDecimal.ONE;
            case ERRORS -> one(made.status() >= FIRST_ERROR || made.errorCode() != null);
            case PROMPT_TOKENS -> BigDecimal.valueOf(made.usage().promptTokens());
            case COMPLETION_TOKENS -> BigDecimal.valueOf(made.usage().completionTokens());
            case CACHED_TOKENS -> BigDecimal.valueOf(made.usage().cachedTokens());
            case CACHE_WRITE_TOKENS -> BigDecimal.valueOf(made.usage().cacheWriteTokens());
            case LONG_CACHE_WRITE_TOKENS -> BigDecimal.valueOf(made.usage().longCacheWriteTokens());
            case REASONING_TOKENS -> BigDecimal.valueOf(made.usage().reasoningTokens());
            case AUDIO_PROMPT_TOKENS -> BigDecimal.valueOf(made.usage().audioPromptTokens());
            case AUDIO_COMPLETION_TOKENS -> BigDecimal.valueOf(made.usage().audioCompletionTokens());
            case ESTIMATED -> one(made.usage().estimated());
            case UNPRICED -> one(made.cost() == null && made.status() < FIRST_ERROR);
            case COST_USD ->
                made.cost() == null ? BigDecimal.ZERO : made.cost().setScale(COST_SCALE, RoundingMode.HALF_UP);
            case TTFT_MS -> number(made.timeToFirstTokenMillis());
            case TTFT_REQUESTS -> one(made.timeToFirstTokenMillis() != null);
            case TOTAL_MS -> BigDecimal.valueOf(made.totalMillis());
            case GATEWAY_MS -> BigDecimal.valueOf(made.gatewayMillis());
        };
    }

    private static BigDecimal one(boolean counts) {
        return counts ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal number(@Nullable Long value) {
        return value == null ? BigDecimal.ZERO : BigDecimal.valueOf(value);
    }
}
