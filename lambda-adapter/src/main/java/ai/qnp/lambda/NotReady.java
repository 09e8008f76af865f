package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import java.time.Duration;

/** The gateway can't serve now. Its message is one line for the operator's log; clients get {@link #answer}. */
final class NotReady extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ApiError answer;

    private NotReady(String line, ApiError answer) {
        super(line);
        this.answer = answer;
    }

    /** The operator has to change something. */
    static NotReady misconfigured(String line) {
        return new NotReady(
                line, ApiError.internal("This gateway is not set up yet. Its operator finds the reason in the log."));
    }

    /** The database can't be used now. */
    static NotReady storageAway(Throwable cause) {
        NotReady away = new NotReady(
                "The database can't be used: " + cause,
                ApiError.unavailable(
                        "storage_unavailable",
                        "Nothing can be served because the database is away. Try again shortly.",
                        RETRY));
        away.initCause(cause);
        return away;
    }

    ApiError answer() {
        return answer;
    }
}
