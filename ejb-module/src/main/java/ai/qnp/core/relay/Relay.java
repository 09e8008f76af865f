package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.health.Admission;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.Router;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The use case: a call comes in, exactly one of a whole answer, a stream or an error goes out, and a record is kept.
 * Blocks the calling thread, which should be a virtual one. Safe for many requests at once.
 */
public final class Relay {
    private static final int OK = 200;
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Gate gate;
    private final Supplier<Platform> platform;
    private final Upstreams upstreams;
    private final Timers timers;
    private final UsageRecords records;
    private final Observer observer;
    private final Time time;

    /**
     * Stands on what a host brings.
     *
     * @param platform the current providers and models; asked once for each request
     */
    public Relay(
            Gate gate,
            Supplier<Platform> platform,
            Upstreams upstreams,
            UsageRecords records,
            Observer observer,
            Timers timers) {
        this.gate = gate;
        this.platform = platform;
        this.upstreams = upstreams;
        this.records = records;
        this.observer = observer;
        this.timers = timers;
        this.time = upstreams.time();
    }

    /** Serves one call to its end. Throws nothing but errors of the machine. */
    public void relay(Call call, Client client) {
        observer.started();
        Progress progress = new Progress(call, time, upstreams.settings().deadline());
        Settlement settlement = new Settlement(records, observer);
        Delivery delivery = new Delivery(client, progress, settlement, upstreams, timers);
        try {
            serve(call, progress, delivery);
        } catch (ClientGone gone) {
            int status = progress.hasBegunToAnswer() ? OK : CLIENT_CLOSED_REQUEST;
            settlement.settleRefusal(progress.outcome(status, null, true));
        } catch (RuntimeException bug) {
            settlement.settleRefusal(progress.outcome(500, "internal_error", false));
            throw bug;
        }
    }

    private void serve(Call call, Progress progress, Delivery delivery) throws ClientGone {
        switch (gate.judge(call.caller(), call.endpoint().permission())) {
            case Gate.Verdict.Refused(ApiError error, @Nullable Grant grant) -> {
                progress.admitted(grant);
                delivery.error(error);
            }
            case Gate.Verdict.Admitted(Grant grant) -> {
                progress.admitted(grant);
                understand(call, grant, progress, delivery);
            }
        }
    }

    private void understand(Call call, Grant grant, Progress progress, Delivery delivery) throws ClientGone {
        switch (call.body().read()) {
            case RequestBody.Read.TooLarge(long limit) ->
                delivery.error(ApiError.invalid(
                        413, "request_too_large", "The request body is larger than " + limit + " bytes.", null));
            case RequestBody.Read.Broken() ->
                delivery.error(ApiError.invalid("invalid_body", "The request body ended early. Send it again.", null));
            case RequestBody.Read.Complete(JsonText bytes) -> {
                switch (call.endpoint().read(bytes)) {
                    case ReadRequest.Rejected<? extends ModelRequest>(ApiError error) -> delivery.error(error);
                    case ReadRequest.Accepted<? extends ModelRequest>(ModelRequest request) -> {
                        progress.understood(request);
                        route(grant, request, progress, delivery);
                    }
                }
            }
        }
    }

    private void route(Grant grant, ModelRequest request, Progress progress, Delivery delivery) throws ClientGone {
        Platform now = platform.get();
        switch (Router.plan(grant, now, request)) {
            case Plan.NoRoute(ApiError error) -> delivery.error(error);
            case Plan.Route route -> {
                progress.planned(route, now.catalogue());
                follow(route, request, progress, delivery);
            }
        }
    }

    private void follow(Plan.Route route, ModelRequest request, Progress progress, Delivery delivery)
            throws ClientGone {
        Attempt attempt = new Attempt(upstreams, request, progress);
        for (Itinerary.Stop stop :
                Itinerary.of(route, upstreams.health(), Trial.now(time)).stops()) {
            if (stop.postponed()) {
                progress.postponed(stop.line(), "asked last, because its credential was turned down lately");
            }
            switch (upstreams.health().ask(TargetKey.of(stop.target()), Trial.now(time))) {
                case Admission.CoolingDown(Duration remaining) -> passOver(stop, remaining, progress);
                case Admission.Granted(boolean probe) -> {
                    try (Trial trial = new Trial(upstreams, progress, stop.target(), probe)) {
                        if (isAnsweredBy(stop.target(), attempt, trial, progress, delivery)) {
                            return;
                        }
                    }
                }
            }
            if (progress.isPastDeadline()) {
                break;
            }
        }
        delivery.error(FailureReply.of(progress.attempts(), progress.passedOver()));
    }

    private void passOver(Itinerary.Stop stop, Duration remaining, Progress progress) {
        Instant until = time.now().plus(remaining).truncatedTo(ChronoUnit.MILLIS);
        String reason = "cooling down until " + until;
        Failure instead = new Failure(FailureClass.OVERLOADED, null, reason, null, null, remaining);
        progress.passedOver(stop.line(), attempted(stop.target(), instead, time.nanos()), reason);
        observer.passedOver(stop.target().provider().profile().id());
    }

    /** Whether this target's attempt settled the request, one way or the other. */
    private boolean isAnsweredBy(Target target, Attempt attempt, Trial trial, Progress progress, Delivery delivery)
            throws ClientGone {
        progress.trying(target);
        long began = time.nanos();
        return switch (attempt.begin(target)) {
            case Attempt.Begun.Whole whole -> {
                trial.ended(null);
                progress.attempted(attempted(target, null, began));
                delivery.whole(whole);
                yield true;
            }
            case Attempt.Begun.Streaming streaming -> {
                trial.began();
                progress.attempted(attempted(target, null, began));
                delivery.stream(streaming, target);
                trial.ended(progress.brokenBy());
                yield true;
            }
            case Attempt.Begun.Failed(Failure failure) -> {
                trial.ended(failure);
                progress.attempted(attempted(target, failure, began));
                boolean callersFault = !failure.failureClass().fallsBack();
                if (callersFault) {
                    delivery.error(FailureReply.of(progress.attempts(), progress.passedOver()));
                }
                yield callersFault;
            }
        };
    }

    private Attempted attempted(Target target, @Nullable Failure failure, long began) {
        return new Attempted(
                target.provider().profile().id(),
                target.model(),
                target.credential().id(),
                failure,
                Duration.ofNanos(time.nanos() - began));
    }
}
