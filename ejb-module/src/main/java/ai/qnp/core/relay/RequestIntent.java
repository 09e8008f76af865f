package ai.qnp.core.relay;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is about to be asked of a provider: what is kept of it in case this process ends before it does.
 *
 * @param requestId its {@code x-request-id}
 * @param provider the first target's
 * @param promptTokens an estimate
 * @param costIfInterrupted what it is settled at then, in USD: its reservation, else the price of its prompt; null when
 *     that has no price
 * @param priceVersion which prices that is by; null without a price
 * @param payer what pays for it
 */
public record RequestIntent(
        String requestId,
        Instant at,
        String accountId,
        String keyId,
        String endpoint,
        String modelRequested,
        String provider,
        String model,
        boolean stream,
        long promptTokens,
        @Nullable BigDecimal costIfInterrupted,
        @Nullable String priceVersion,
        Charge.Payer payer) {}
