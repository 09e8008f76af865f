package ai.qnp.core.health;

import ai.qnp.core.provider.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt says about its target. */
sealed interface Verdict {
    /** It gave an answer. */
    record Well() implements Verdict {}

    /** It refused, and so it is there: this request, this model or this credential is at fault. */
    record Refused() implements Verdict {}

    /** Nothing. */
    record Unknown() implements Verdict {}

    /** It wants a pause. */
    record Busy(@Nullable Duration retryAfter, Failure failure) implements Verdict {}

    /** It failed. */
    record Ill(@Nullable Duration retryAfter, Failure failure) implements Verdict {}

    static Verdict of(@Nullable Failure failure) {
        if (failure == null) {
            return new Well();
        }
        return switch (failure.failureClass()) {
            case UNREACHABLE, TIMED_OUT, OVERLOADED, SERVER_ERROR, INVALID_ANSWER, CUT_OFF ->
                new Ill(failure.retryAfter(), failure);
            case RATE_LIMITED -> new Busy(failure.retryAfter(), failure);
            case CREDENTIAL_REJECTED, OUT_OF_QUOTA, MODEL_NOT_FOUND, CONTEXT_LENGTH_EXCEEDED, INVALID_REQUEST ->
                failure.status() == null ? new Unknown() : new Refused();
            case UNSUPPORTED -> new Unknown();
        };
    }
}
