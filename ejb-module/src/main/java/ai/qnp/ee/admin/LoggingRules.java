package ai.qnp.ee.admin;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.openai.ApiError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may say what is kept of the bodies of a key's requests, and what it must be like before it is stored.
 *
 * @param isOperator whether the operator says it
 */
record LoggingRules(boolean isOperator) {
    private static final String PARAM = "log_bodies";

    /** Why it can't be changed like that, or null. */
    @Nullable ApiError refusal(@Nullable BodyLogging before, @Nullable BodyLogging after) {
        if (Objects.equals(before, after)) {
            return null;
        }
        if (!isOperator) {
            return ApiError.forbidden(
                    "operator_only",
                    "Only the operator may change '" + PARAM + "': whether the bodies of a key's requests are kept.");
        }
        if (after == null) {
            return null;
        }
        ApiError refusal = refusal(after.retentionDays(), BodyLogging.MAX_DAYS, "retention_days");
        return refusal == null ? refusal(after.maxBytes(), BodyLogging.MAX_BYTES, "max_bytes") : refusal;
    }

    private static @Nullable ApiError refusal(long number, long most, String field) {
        String param = PARAM + "." + field;
        return number >= 1 && number <= most
                ? null
                : ApiError.invalid(
                        "invalid_value", "'" + param + "' must be a whole number from 1 to " + most + ".", param);
    }
}
