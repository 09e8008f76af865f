package ai.qnp.core.relay;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Grant;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.Router;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The use case: a call comes in, exactly one of a whole answer, a stream or an error goes out, and a record is kept.
 * Blocks the calling thread, which should be a virtual one. Safe for many requests at once.
 */
public final class Relay {
    private static final int OK = 200;
    private static final int CLIENT_CLOSED_REQUEST = 499;
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final Gate gate;
    private final Supplier<Platform> platform;
    private final Upstreams upstreams;
    private final Timers timers;
    private final Accounting accounting;
    private final RequestBodies bodies;
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
            Accounting accounting,
            RequestBodies bodies,
            Observer observer,
            Timers timers) {
        this.gate = gate;
        this.platform = platform;
        this.upstreams = upstreams;
        this.accounting = accounting;
        this.bodies = bodies;
        this.observer = observer;
        this.timers = timers;
        this.time = upstreams.time();
    }

    /** Serves one call to its end. Throws nothing but errors of the machine. */
    public void relay(Call call, Client client) {
        observer.started();
        Progress progress = new Progress(call, time, upstreams.settings().deadline());
        Settlement settlement = new Settlement(accounting.records(), observer);
        Delivery delivery = new Delivery(client, progress, settlement, upstreams, timers);
        try {
            serve(call, progress, settlement, delivery);
        } catch (ClientGone gone) {
            int status = progress.timing().hasBegunToAnswer() ? OK : CLIENT_CLOSED_REQUEST;
            settlement.settleRefusal(progress.outcome(status, null, true));
        } catch (RuntimeException bug) {
            settlement.settleRefusal(progress.outcome(500, "internal_error", false));
            throw bug;
        }
    }

    private void serve(Call call, Progress progress, Settlement settlement, Delivery delivery) throws ClientGone {
        switch (gate.judge(call.caller(), call.endpoint().permission())) {
            case Gate.Verdict.Refused(ApiError error, @Nullable Grant grant) -> {
                progress.admitted(grant);
                delivery.error(error);
            }
            case Gate.Verdict.Admitted(Grant grant) -> {
                progress.admitted(grant);
                understand(call, grant, progress, settlement, delivery);
            }
        }
    }

    private void understand(Call call, Grant grant, Progress progress, Settlement settlement, Delivery delivery)
            throws ClientGone {
        switch (call.body().read()) {
            case RequestBody.Read.TooLarge(long limit) ->
                delivery.error(ApiError.invalid(
                        413, "request_too_large", "The request body is larger than " + limit + " bytes.", null));
            case RequestBody.Read.Broken() ->
                delivery.error(ApiError.invalid("invalid_body", "The request body ended early. Send it again.", null));
            case RequestBody.Read.Complete(JsonText bytes) -> {
                log(call, grant, progress, bytes);
                switch (call.endpoint().read(bytes)) {
                    case ReadRequest.Rejected<? extends ModelRequest>(ApiError error) -> delivery.error(error);
                    case ReadRequest.Accepted<? extends ModelRequest>(ModelRequest request) -> {
                        progress.understood(request);
                        route(grant, request, progress, settlement, delivery);
                    }
                }
            }
        }
    }

    /** Before anybody has looked at it: what can't be read is what people want to see most. */
    private void log(Call call, Grant grant, Progress progress, JsonText bytes) {
        BodyLogging wanted = grant.logBodies();
        if (wanted != null) {
            bodies.keep(LoggedBody.of(
                    call.requestId(), grant, wanted, progress.timing().arrivedAt(), bytes));
        }
    }

    private void route(Grant grant, ModelRequest request, Progress progress, Settlement settlement, Delivery delivery)
            throws ClientGone {
        Platform now = platform.get();
        switch (Router.plan(grant, now, request)) {
            case Plan.NoRoute(ApiError error) -> delivery.error(error);
            case Plan.Route route -> {
                progress.planned(route, now.catalogue());
                switch (count(grant, route, request, progress)) {
                    case Limits.Taken.Unavailable() -> delivery.error(limitsAway());
                    case Limits.Taken.Exceeded(Limits.Reading exceeded, Duration retryAfter) -> {
                        progress.headers().limited(List.of(exceeded));
                        delivery.error(beyond(exceeded, retryAfter));
                    }
                    case Limits.Taken.Admitted(Limits.Hold hold) -> {
                        progress.headers().limited(hold.readings());
                        settlement.counted(hold);
                        Payment payment = new Payment(
                                grant,
                                accounting.reservations(),
                                accounting.excess(),
                                progress.timing().arrivedAt());
                        settlement.paidBy(payment);
                        new Journey(upstreams, accounting.records(), observer, progress, payment, delivery)
                                .follow(route, request);
                    }
                }
            }
        }
    }

    private Limits.Taken count(Grant grant, Plan.Route route, ModelRequest request, Progress progress) {
        return grant.spending().quotas().isEmpty()
                ? Limits.NONE
                : accounting
                        .limits()
                        .take(
                                grant.spending().quotas(),
                                progress.consumption()
                                        .mostTokens(route.targets().getFirst(), request));
    }

    private static ApiError beyond(Limits.Reading exceeded, Duration retryAfter) {
        Quota.Kind kind = exceeded.quota().kind();
        return ApiError.rateLimited(
                kind.exceededCode(),
                "This is more than the limit of " + RateLimitHeaders.words(exceeded.quota())
                        + ". Wait as long as Retry-After says"
                        + (kind.countsTokens() ? ", ask for a shorter answer," : "") + " or raise the limit.",
                retryAfter);
    }

    private static ApiError limitsAway() {
        return ApiError.unavailable(
                "storage_unavailable",
                "This key's limits can't be looked up because the database is away. Try again shortly.",
                STORE_RETRY);
    }
}
