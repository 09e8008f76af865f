package ai.qnp.core.relay;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client is told when no attempt gave an answer. */
final class FailureReply {
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(10);
    private static final int FIRST_SERVER_ERROR = 500;

    private FailureReply() {}

    /**
     * The error for a request that nobody answered.
     *
     * @param attempts in order, each with its failure
     * @param passedOver the targets that were not asked because they cool down; one of the lists holds something
     */
    static ApiError of(List<Attempted> attempts, List<Attempted> passedOver) {
        if (attempts.isEmpty()) {
            return ApiError.unavailable(
                    "providers_unavailable",
                    "No provider can be asked now. " + named(passedOver),
                    roundedUp(retryAfter(passedOver)));
        }
        boolean only = attempts.size() == 1 && passedOver.isEmpty();
        if (only || isTheCallersFault(attempts.getLast())) {
            return single(attempts.getLast());
        }
        List<Attempted> all =
                Stream.concat(attempts.stream(), passedOver.stream()).toList();
        String message = "All providers failed. " + named(all);
        Duration retryAfter = roundedUp(retryAfter(all));
        if (all(attempts, FailureReply::isRateLimit)) {
            return ApiError.rateLimited("upstream_rate_limited", message, retryAfter);
        }
        if (all(all, FailureReply::isAway)) {
            return ApiError.unavailable("providers_unavailable", message, retryAfter);
        }
        if (all(
                all,
                failure -> failure.failureClass() == FailureClass.UNSUPPORTED
                        || failure.failureClass() == FailureClass.CONTEXT_LENGTH_EXCEEDED
                        || failure.failureClass() == FailureClass.MODEL_NOT_FOUND)) {
            return single(attempts.getFirst());
        }
        return ApiError.upstream(message);
    }

    private static boolean isTheCallersFault(Attempted attempt) {
        Failure failure = attempt.failure();
        return failure != null && !failure.failureClass().fallsBack();
    }

    /** Whole seconds are told: nobody shall come back too early. */
    private static Duration roundedUp(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    }

    /** An error in the middle of a stream, after the first content: its own attempt only. */
    static ApiError inBand(Attempted attempt, Failure failure) {
        return single(
                new Attempted(attempt.provider(), attempt.model(), attempt.credential(), failure, attempt.took()));
    }

    private static ApiError single(Attempted attempt) {
        Failure failure = Objects.requireNonNull(attempt.failure());
        String message = attempt.provider() + "/" + attempt.model() + ": " + failure.message();
        return switch (failure.failureClass()) {
            case RATE_LIMITED, OUT_OF_QUOTA ->
                ApiError.rateLimited("upstream_rate_limited", message, retryAfter(List.of(attempt)));
            case UNREACHABLE, TIMED_OUT, OVERLOADED ->
                ApiError.unavailable("providers_unavailable", message, retryAfter(List.of(attempt)));
            case CREDENTIAL_REJECTED ->
                ApiError.upstream(
                        attempt.provider() + " does not accept the credential configured for it: " + failure.message());
            case SERVER_ERROR, INVALID_ANSWER, CUT_OFF -> ApiError.upstream(message);
            case MODEL_NOT_FOUND -> ApiError.notFound("model_not_found", message, "model");
            case CONTEXT_LENGTH_EXCEEDED -> ApiError.invalid("context_length_exceeded", message, failure.param());
            case UNSUPPORTED -> ApiError.invalid("unsupported_parameter", message, failure.param());
            case INVALID_REQUEST -> {
                Integer status = failure.status();
                int known = status == null || status >= FIRST_SERVER_ERROR ? 400 : status;
                String code = failure.code() == null ? "invalid_request" : failure.code();
                yield ApiError.invalid(known, code, failure.message(), failure.param());
            }
        };
    }

    private static boolean all(List<Attempted> attempts, Predicate<Failure> kind) {
        return attempts.stream().map(Attempted::failure).allMatch(failure -> failure != null && kind.test(failure));
    }

    private static boolean isRateLimit(Failure failure) {
        return failure.failureClass() == FailureClass.RATE_LIMITED
                || failure.failureClass() == FailureClass.OUT_OF_QUOTA;
    }

    private static boolean isAway(Failure failure) {
        return failure.failureClass() == FailureClass.UNREACHABLE
                || failure.failureClass() == FailureClass.TIMED_OUT
                || failure.failureClass() == FailureClass.OVERLOADED;
    }

    private static Duration retryAfter(List<Attempted> attempts) {
        return attempts.stream()
                .map(Attempted::failure)
                .filter(Objects::nonNull)
                .map(failure -> failure.retryAfter() == null ? DEFAULT_RETRY : failure.retryAfter())
                .min(Comparator.naturalOrder())
                .orElse(DEFAULT_RETRY);
    }

    private static String named(List<Attempted> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.failure() != null)
                .map(attempt -> attempt.provider() + "/" + attempt.model() + ": "
                        + Objects.requireNonNull(attempt.failure()).message())
                .collect(Collectors.joining("; "));
    }
}
