package ai.qnp.core.relay;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ModelRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a target can be paid. */
sealed interface Cover {
    Duration RETRY_WHILE_HELD = Duration.ofSeconds(2);
    Duration STORE_RETRY = Duration.ofSeconds(5);

    /**
     * It can.
     *
     * @param request the client's, perhaps with a lower cap on its answer
     * @param loweredTo that cap; null where the client's own stands
     */
    record Enough(ModelRequest request, @Nullable Long loweredTo) implements Cover {}

    /** It can't. */
    record Refused(ApiError error, String reason) implements Cover {}

    /** Nothing can be said of what it costs. */
    static Cover unpriced(String target) {
        return new Refused(
                ApiError.invalid(
                        "model_unpriced",
                        "The model " + target
                                + " has no known price, so neither credits nor a key with a budget can pay"
                                + " for it. Use another model, or have the operator add its price.",
                        "model"),
                "the model has no known price");
    }

    /** A fund has too little left, or had, until others reserved it. */
    static Cover tooLittle(Fund fund, boolean heldByOthers) {
        if (heldByOthers) {
            return new Refused(
                    ApiError.rateLimited(
                            "funds_reserved",
                            "Running requests have reserved what is left. Try again when some of them have ended.",
                            RETRY_WHILE_HELD),
                    "running requests have reserved what is left");
        }
        return switch (fund) {
            case Fund.Wallet wallet ->
                new Refused(
                        ApiError.insufficientCredits(
                                fund.exhaustedCode(),
                                "The account's credits don't pay for this request any more. Top up, shorten the"
                                        + " prompt, or add a provider key of your own to the key's chain."),
                        "the account's credits don't pay for it");
            case Fund.KeyBudget budget ->
                new Refused(
                        ApiError.insufficientCredits(
                                fund.exhaustedCode(),
                                "This key's budget of "
                                        + budget.budget().amount().toPlainString() + " USD ("
                                        + budget.budget().period().wireName()
                                        + ") does not cover this request any more. Raise it, shorten the prompt, or"
                                        + " wait for the next period."),
                        "the key's budget does not cover it");
        };
    }

    /** What is left can't be looked up. */
    static Cover storageAway() {
        return new Refused(
                ApiError.unavailable(
                        "storage_unavailable",
                        "What this key may spend can't be looked up because the database is away. Try again"
                                + " shortly.",
                        STORE_RETRY),
                "the database is away");
    }
}
