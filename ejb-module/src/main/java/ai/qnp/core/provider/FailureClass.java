package ai.qnp.core.provider;

/** What a failed attempt says about the target, the credential or the caller. Routing and status follow from it. */
public enum FailureClass {
    /** Connect, TLS or DNS failure: the upstream was never asked. */
    UNREACHABLE,
    /** A connect, first-byte or idle limit, or the request's deadline, ran out. */
    TIMED_OUT,
    /** 429: too many requests for this credential. */
    RATE_LIMITED,
    /** The credential's own money is used up (OpenAI's {@code insufficient_quota}). */
    OUT_OF_QUOTA,
    /** 503 or 529: the vendor is overloaded or away. */
    OVERLOADED,
    /** Any other 5xx, 408, 409, 425, or an error event of that kind. */
    SERVER_ERROR,
    /** 401, 402, 403: the vendor does not accept the credential. */
    CREDENTIAL_REJECTED,
    /** 404 or a vendor's 'no such model'. */
    MODEL_NOT_FOUND,
    /** The prompt is too long for this model. */
    CONTEXT_LENGTH_EXCEEDED,
    /** The vendor lacks something that changes the result. */
    UNSUPPORTED,
    /** A 2xx whose body is no answer, or is empty. */
    INVALID_ANSWER,
    /** The stream or the body broke off. */
    CUT_OFF,
    /** The caller's own fault: goes to the client as it is. */
    INVALID_REQUEST;

    /** What a status alone says; a vendor's translator asks the body first. */
    public static FailureClass ofStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> INVALID_REQUEST;
            case 401, 402, 403 -> CREDENTIAL_REJECTED;
            case 404 -> MODEL_NOT_FOUND;
            case 408, 409, 425 -> SERVER_ERROR;
            case 429 -> RATE_LIMITED;
            case 503, 529 -> OVERLOADED;
            // a redirect that is not followed, a 405 of something that is no model API
            default -> status >= 500 ? SERVER_ERROR : INVALID_ANSWER;
        };
    }

    /** Whether the next target is tried, as long as nothing was sent to the client. */
    public boolean fallsBack() {
        return switch (this) {
            case UNREACHABLE,
                    TIMED_OUT,
                    RATE_LIMITED,
                    OUT_OF_QUOTA,
                    OVERLOADED,
                    SERVER_ERROR,
                    CREDENTIAL_REJECTED,
                    MODEL_NOT_FOUND,
                    CONTEXT_LENGTH_EXCEEDED,
                    UNSUPPORTED,
                    INVALID_ANSWER,
                    CUT_OFF -> true;
            case INVALID_REQUEST -> false;
        };
    }
}
