package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request: the line that every request leaves, refused ones included.
 *
 * @param id the {@code x-request-id}
 * @param at when the request arrived
 * @param accountId null when no valid key was presented
 * @param keyId null when no valid key was presented
 * @param endpoint {@code chat.completions}
 * @param modelRequested as the client wrote it; null when the body could not be read
 * @param provider the provider that answered, else the last one tried; null when none was
 * @param model the slug that was sent to it
 * @param stream whether an event stream was asked for
 * @param status the HTTP status the client got
 * @param finishReason in OpenAI's words
 * @param attempts how many targets were tried
 * @param usage tokens by kind
 * @param cost in USD, scale 12; null when the model has no price
 * @param priceVersion which prices applied; null without a cost
 * @param timeToFirstTokenMillis from arrival to the first content sent; null when none was
 * @param totalMillis from arrival to the end of the answer
 * @param gatewayMillis of those, the ones not spent waiting for upstreams
 * @param errorCode the code the client got, or that ended the stream; null when all went well
 * @param clientClosed whether the client went away before the end
 */
public record UsageRecord(
        String id,
        Instant at,
        @Nullable String accountId,
        @Nullable String keyId,
        String endpoint,
        @Nullable String modelRequested,
        @Nullable String provider,
        @Nullable String model,
        boolean stream,
        int status,
        @Nullable String finishReason,
        int attempts,
        TokenUsage usage,
        @Nullable BigDecimal cost,
        @Nullable String priceVersion,
        @Nullable Long timeToFirstTokenMillis,
        long totalMillis,
        long gatewayMillis,
        @Nullable String errorCode,
        boolean clientClosed) {}
