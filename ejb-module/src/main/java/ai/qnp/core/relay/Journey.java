package ai.qnp.core.relay;

import ai.qnp.core.health.Admission;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One request's way along its plan: target after target is paid for and asked, until one answers. One thread. */
final class Journey {
    private final Upstreams upstreams;
    private final UsageRecords records;
    private final Observer observer;
    private final Progress progress;
    private final Payment payment;
    private final Delivery delivery;
    private final Attempt attempt;
    private @Nullable ApiError unpaid;

    Journey(
            Upstreams upstreams,
            UsageRecords records,
            Observer observer,
            Progress progress,
            Payment payment,
            Delivery delivery) {
        this.upstreams = upstreams;
        this.records = records;
        this.observer = observer;
        this.progress = progress;
        this.payment = payment;
        this.delivery = delivery;
        this.attempt = new Attempt(upstreams, progress);
    }

    /** Goes all the way: the client has its answer or its error when this returns. */
    void follow(Plan.Route route, ModelRequest request) throws ClientGone {
        for (Itinerary.Stop stop : Itinerary.of(route, upstreams.health(), Trial.now(upstreams.time()))
                .stops()) {
            if (stop.postponed()) {
                progress.plan().postpone(stop.line(), "asked last, because its credential was turned down lately");
            }
            if (endsAt(stop, request)) {
                return;
            }
            if (progress.timing().isPastDeadline()) {
                break;
            }
        }
        boolean nobodyAsked =
                progress.attempts().isEmpty() && progress.plan().passedOver().isEmpty();
        delivery.error(
                nobodyAsked && unpaid != null
                        ? unpaid
                        : FailureReply.of(progress.attempts(), progress.plan().passedOver()));
    }

    private boolean endsAt(Itinerary.Stop stop, ModelRequest request) throws ClientGone {
        return switch (payment.cover(
                stop.target(),
                request,
                progress.consumption().facts(stop.target()),
                progress.consumption().prices(stop.target()))) {
            case Cover.Refused(ApiError error, String reason) -> {
                // the first reason is the one of the target that the client wants most
                unpaid = unpaid == null ? error : unpaid;
                progress.plan().leaveOut(stop.line(), reason);
                yield false;
            }
            case Cover.Enough(ModelRequest affordable, @Nullable Long loweredTo) -> {
                progress.headers().cappedAt(loweredTo);
                yield endsAtPaid(stop, affordable);
            }
        };
    }

    private boolean endsAtPaid(Itinerary.Stop stop, ModelRequest request) throws ClientGone {
        return switch (upstreams.health().ask(TargetKey.of(stop.target()), Trial.now(upstreams.time()))) {
            case Admission.CoolingDown(Duration remaining) -> {
                passOver(stop, remaining);
                yield false;
            }
            case Admission.Granted(boolean probe) -> {
                try (Trial trial = new Trial(upstreams, progress, stop.target(), probe)) {
                    progress.note(stop.target(), payment, records);
                    yield isAnsweredBy(stop.target(), request, trial);
                }
            }
        };
    }

    private void passOver(Itinerary.Stop stop, Duration remaining) {
        Instant until = upstreams.time().now().plus(remaining).truncatedTo(ChronoUnit.MILLIS);
        String reason = "cooling down until " + until;
        Failure instead = new Failure(FailureClass.OVERLOADED, null, reason, null, null, remaining);
        Target target = stop.target();
        progress.plan()
                .passOver(
                        stop.line(),
                        new Attempted(
                                target.provider().profile().id(),
                                target.model(),
                                target.credential().id(),
                                instead,
                                Duration.ZERO),
                        reason);
        observer.passedOver(stop.target().provider().profile().id());
    }

    /** Whether this target's attempt settled the request, one way or the other. */
    private boolean isAnsweredBy(Target target, ModelRequest request, Trial trial) throws ClientGone {
        progress.trying(target);
        delivery.asking(target);
        Attempt.Begun begun = attempt.begin(target, request);
        Attempted attempted = progress.timing().attempt(target, begun.failure());
        progress.attempted(attempted);
        // before its health is told: an attempt that ended because the client went is nobody's failure
        delivery.attempted(attempted, begun);
        return switch (begun) {
            case Attempt.Begun.Whole whole -> {
                trial.ended(null);
                delivery.whole(whole);
                yield true;
            }
            case Attempt.Begun.Streaming streaming -> {
                trial.began();
                delivery.stream(streaming, target);
                trial.ended(progress.brokenBy());
                yield true;
            }
            case Attempt.Begun.Failed(Failure failure) -> {
                trial.ended(failure);
                boolean callersFault = !failure.failureClass().fallsBack();
                if (callersFault) {
                    delivery.error(
                            FailureReply.of(progress.attempts(), progress.plan().passedOver()));
                }
                yield callersFault;
            }
        };
    }
}
