package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Rehearsal;
import ai.qnp.core.routing.Plan;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request, step by step.
 *
 * @param attempts the targets that would be tried, in order
 * @param left the targets that would not be tried, each with the reason
 * @param status what the client would be told
 * @param answeredBy the target that would answer; null for none
 * @param message what the client would read; null for an answer
 */
public record RehearsedPlay(
        List<Receipt.Step> attempts,
        List<Plan.Considered> left,
        int status,
        @Nullable String answeredBy,
        @Nullable String message)
        implements Serializable {
    private static final int OK = 200;

    public RehearsedPlay {
        attempts = List.copyOf(attempts);
        left = List.copyOf(left);
    }

    static RehearsedPlay of(Rehearsal rehearsal) {
        List<Receipt.Step> attempts =
                rehearsal.attempts().stream().map(Receipt.Step::of).toList();
        ApiError error = rehearsal.error();
        if (error != null) {
            return new RehearsedPlay(attempts, left(rehearsal.plan()), error.status(), null, error.message());
        }
        Attempted last = rehearsal.attempts().getLast();
        return new RehearsedPlay(attempts, left(rehearsal.plan()), OK, last.provider() + "/" + last.model(), null);
    }

    private static List<Plan.Considered> left(Plan plan) {
        return switch (plan) {
            case Plan.Route route ->
                route.considered().stream().filter(line -> !line.chosen()).toList();
            case Plan.NoRoute _ -> List.of();
        };
    }
}
