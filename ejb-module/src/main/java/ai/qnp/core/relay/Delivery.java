package ai.qnp.core.relay;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.relay.Client.Events;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes an answer on to the client and settles it before its last byte leaves. One request, one thread. */
final class Delivery {
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final Client client;
    private final Progress progress;
    private final Settlement settlement;
    private final Upstreams upstreams;
    private final Timers timers;

    Delivery(Client client, Progress progress, Settlement settlement, Upstreams upstreams, Timers timers) {
        this.client = client;
        this.progress = progress;
        this.settlement = settlement;
        this.upstreams = upstreams;
        this.timers = timers;
    }

    void asking(Target target) throws ClientGone {
        client.asking(target);
    }

    /** Tells of an attempt; an answer that nobody waits for any more is ended. */
    void attempted(Attempted attempted, Attempt.Begun begun) throws ClientGone {
        try {
            client.attempted(attempted);
        } catch (ClientGone | RuntimeException brokenOff) {
            if (begun instanceof Attempt.Begun.Streaming streaming) {
                streaming.stream().abort();
            }
            throw brokenOff;
        }
    }

    void whole(Attempt.Begun.Whole answer) throws ClientGone {
        Map<String, String> headers = headers(answer.dropped());
        AnswerHeaders.putCost(headers, progress.cost());
        progress.timing().firstTokenSent();
        try {
            Outcome outcome = progress.outcome(200, null, false);
            settlement.settle(outcome);
            client.settled(outcome.record());
            client.whole(200, headers, answer.json());
        } catch (StorageUnavailable away) {
            error(storageAway());
        }
    }

    /** Tells the client of an error that stands for the whole answer. */
    void error(ApiError error) throws ClientGone {
        refused(progress.outcome(error.status(), error.code(), false));
        Map<String, String> headers =
                progress.attempts().isEmpty() ? progress.headers().ofRefusal() : headers(List.of());
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            headers.put("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        client.whole(error.status(), headers, error.body());
    }

    void stream(Attempt.Begun.Streaming answer, Target target) throws ClientGone {
        try {
            progress.noted().awaitDurable();
        } catch (StorageUnavailable away) {
            answer.stream().abort();
            error(storageAway());
            return;
        }
        try {
            client.stream(headers(answer.dropped()), events -> passKeptAlive(answer, target, events));
        } catch (ClientGone | RuntimeException brokenOff) {
            answer.stream().abort();
            throw brokenOff;
        }
    }

    private void passKeptAlive(Attempt.Begun.Streaming answer, Target target, Events events) throws ClientGone {
        Duration interval = upstreams.settings().keepAlive();
        Runnable onGone = answer.stream()::abort;
        try (KeptAlive kept = new KeptAlive(events, interval, timers, upstreams.time(), onGone).begin()) {
            pass(answer, target, kept);
        }
    }

    private void pass(Attempt.Begun.Streaming answer, Target target, KeptAlive events) throws ClientGone {
        JsonText usage = null;
        for (StreamPart held : answer.held()) {
            usage = pass(held, events, usage);
        }
        progress.timing().firstTokenSent();
        while (true) {
            StreamPart part = next(answer.stream());
            if (part instanceof StreamPart.End) {
                complete(events, progress.showsUsage() ? usage : null);
                return;
            }
            if (part instanceof StreamPart.Failed(Failure failure)) {
                // the upstream may have been cut off just because nobody listens any more
                events.checkIsThere();
                Failure masked = Attempt.masked(failure, target);
                progress.brokeOff(masked);
                breakOff(events, FailureReply.inBand(progress.attempts().getLast(), masked));
                return;
            }
            usage = pass(part, events, usage);
        }
    }

    /** Usage goes out last, and only if asked for: the latest report is kept until then. */
    private static @Nullable JsonText pass(StreamPart part, Events events, @Nullable JsonText usage) throws ClientGone {
        return switch (part) {
            case StreamPart.Chunk chunk -> {
                events.event(chunk.json());
                yield usage;
            }
            case StreamPart.UsageReport report -> report.json();
            case StreamPart.Failed failed -> usage;
            case StreamPart.End end -> usage;
        };
    }

    private StreamPart next(LiveStream stream) {
        if (!progress.timing().isPastDeadline()) {
            return stream.next();
        }
        stream.abort();
        return new StreamPart.Failed(Failure.of(FailureClass.TIMED_OUT, "the request's deadline ran out"));
    }

    private void complete(Events events, @Nullable JsonText usage) throws ClientGone {
        Outcome outcome = progress.outcome(200, null, false);
        try {
            settlement.settle(outcome);
        } catch (StorageUnavailable away) {
            breakOff(events, storageAway());
            return;
        }
        client.settled(outcome.record());
        if (usage != null) {
            events.event(usage);
        }
        events.done();
    }

    /** After content went out there is no other answer: one error event, and no [DONE]. */
    private void breakOff(Events events, ApiError error) throws ClientGone {
        refused(progress.outcome(200, error.code(), false));
        events.event(error.body());
    }

    private void refused(Outcome outcome) throws ClientGone {
        settlement.settleRefusal(outcome);
        client.settled(outcome.record());
    }

    private Map<String, String> headers(List<String> dropped) {
        return progress.headers().of(progress.attempts(), progress.plan().intent(), dropped);
    }

    private static ApiError storageAway() {
        return ApiError.unavailable(
                "storage_unavailable",
                "The answer is there, but its usage can't be recorded because the database is away. Try again shortly.",
                STORE_RETRY);
    }
}
