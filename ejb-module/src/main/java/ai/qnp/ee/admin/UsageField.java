package ai.qnp.ee.admin;

import ai.qnp.core.metering.UsageRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a usage record as the contract names them, in its order: one list for JSON and CSV. */
public enum UsageField {
    ID,
    AT,
    KEY_ID,
    ENDPOINT,
    MODEL_REQUESTED,
    PROVIDER,
    MODEL,
    STREAM,
    STATUS,
    FINISH_REASON,
    ATTEMPTS,
    PROMPT_TOKENS,
    COMPLETION_TOKENS,
    CACHED_TOKENS,
    CACHE_WRITE_TOKENS,
    REASONING_TOKENS,
    TOKENS_ESTIMATED,
    COST_USD,
    PRICE_VERSION,
    TTFT_MS,
    TOTAL_MS,
    GATEWAY_MS,
    ERROR_CODE,
    CLIENT_CLOSED;

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A String, Integer, Long, Boolean, Instant or BigDecimal (money); null where the record has none. */
    public @Nullable Object of(UsageRecord made) {
        return switch (this) {
            case ID -> made.id();
            case AT -> made.at();
            case KEY_ID -> made.keyId();
            case ENDPOINT -> made.endpoint();
            case MODEL_REQUESTED -> made.modelRequested();
            case PROVIDER -> made.provider();
            case MODEL -> made.model();
            case STREAM -> made.stream();
            case STATUS -> made.status();
            case FINISH_REASON -> made.finishReason();
            case ATTEMPTS -> made.attempts();
            case PROMPT_TOKENS -> made.usage().promptTokens();
            case COMPLETION_TOKENS -> made.usage().completionTokens();
            case CACHED_TOKENS -> made.usage().cachedTokens();
            case CACHE_WRITE_TOKENS -> made.usage().cacheWriteTokens();
            case REASONING_TOKENS -> made.usage().reasoningTokens();
            case TOKENS_ESTIMATED -> made.usage().estimated();
            case COST_USD -> made.cost();
            case PRICE_VERSION -> made.priceVersion();
            case TTFT_MS -> made.timeToFirstTokenMillis();
            case TOTAL_MS -> made.totalMillis();
            case GATEWAY_MS -> made.gatewayMillis();
            case ERROR_CODE -> made.errorCode();
            case CLIENT_CLOSED -> made.clientClosed();
        };
    }
}
