package ai.qnp.web.dashboard;

import ai.qnp.core.provider.Failure;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Why a credential may be of no use, for people.
 *
 * @param kind {@code rejected}, {@code unreachable} or {@code other}
 * @param provider the name people know it by
 * @param status the provider's, null when it did not answer
 * @param words the provider's own, or ours where it said nothing
 */
public record Doubt(String kind, String provider, @Nullable Integer status, String words) implements Serializable {
    static Doubt of(Failure failure, String provider) {
        return new Doubt(kind(failure), provider, failure.status(), failure.message());
    }

    /** The status and the words, as far as there are both. */
    public String said() {
        return status == null ? words : status + ": " + words;
    }

    private static String kind(Failure failure) {
        return switch (failure.failureClass()) {
            case CREDENTIAL_REJECTED -> "rejected";
            case UNREACHABLE, TIMED_OUT -> "unreachable";
            case RATE_LIMITED,
                    OUT_OF_QUOTA,
                    OVERLOADED,
                    SERVER_ERROR,
                    MODEL_NOT_FOUND,
                    CONTEXT_LENGTH_EXCEEDED,
                    UNSUPPORTED,
                    INVALID_ANSWER,
                    CUT_OFF,
                    INVALID_REQUEST -> "other";
        };
    }
}
