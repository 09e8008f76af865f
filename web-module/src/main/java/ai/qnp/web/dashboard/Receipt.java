package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.Plan;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request, step by step.
 *
 * @param gateway what of its time was QNP's own
 */
public record Receipt(
        String id,
        String endpoint,
        @Nullable String finishReason,
        @Nullable String priceVersion,
        String cachedTokens,
        String reasoningTokens,
        String gateway,
        List<Step> attempts,
        List<Plan.Considered> plan)
        implements Serializable {
    public Receipt {
        attempts = List.copyOf(attempts);
        plan = List.copyOf(plan);
    }

    /**
     * One attempt.
     *
     * @param failure the failure class in words; null when it answered
     * @param message what the provider or QNP said about it
     */
    public record Step(
            String provider,
            String model,
            String credential,
            @Nullable Integer status,
            @Nullable String failure,
            @Nullable String message,
            String took)
            implements Serializable {
        static Step of(Attempted attempted) {
            Failure failure = attempted.failure();
            return new Step(
                    attempted.provider(),
                    attempted.model(),
                    attempted.credential(),
                    failure == null ? null : failure.status(),
                    failure == null ? null : words(failure.failureClass()),
                    failure == null ? null : failure.message(),
                    Figures.millis(attempted.took().toMillis()));
        }
    }

    /** A failure class in words. */
    static String words(FailureClass failureClass) {
        return failureClass.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Receipt of(Outcome outcome) {
        UsageRecord made = outcome.record();
        return new Receipt(
                made.id(),
                made.endpoint(),
                made.finishReason(),
                made.priceVersion(),
                Figures.count(made.usage().cachedTokens()),
                Figures.count(made.usage().reasoningTokens()),
                Figures.millis(made.gatewayMillis()),
                outcome.attempts().stream().map(Step::of).toList(),
                outcome.plan());
    }
}
