package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of a running request, gathered step by step by its one thread; in the end it gives the outcome. */
final class Progress {
    private final Call call;
    private final Time time;
    private final Instant arrivedAt;
    private final List<Attempted> attempts = new ArrayList<>();
    private List<Plan.Considered> considered = List.of();
    private @Nullable Grant grant;
    private @Nullable ChatRequest request;
    private @Nullable Target target;
    private @Nullable Catalogue catalogue;
    private @Nullable TokenUsage reported;
    private @Nullable String finishReason;
    private @Nullable Long firstTokenNanos;
    private long contentCharacters;
    private long upstreamNanos;

    Progress(Call call, Time time) {
        this.call = call;
        this.time = time;
        this.arrivedAt = time.now().minusNanos(time.nanos() - call.arrivedNanos());
    }

    Call call() {
        return call;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    List<Attempted> attempts() {
        return attempts;
    }

    void admitted(@Nullable Grant known) {
        this.grant = known;
    }

    void understood(ChatRequest understood) {
        this.request = understood;
    }

    void planned(List<Plan.Considered> candidates, Catalogue prices) {
        this.considered = candidates;
        this.catalogue = prices;
    }

    void trying(Target next) {
        this.target = next;
        this.reported = null;
        this.finishReason = null;
        this.contentCharacters = 0;
    }

    void attempted(Attempted attempt) {
        attempts.add(attempt);
    }

    void waitedForUpstream(long sinceNanos) {
        upstreamNanos += time.nanos() - sinceNanos;
    }

    void used(@Nullable TokenUsage usage) {
        if (usage != null) {
            this.reported = usage;
        }
    }

    void produced(long characters) {
        contentCharacters += characters;
    }

    void finishedBecause(@Nullable String reason) {
        if (reason != null && finishReason == null) {
            finishReason = reason;
        }
    }

    void firstTokenSent() {
        if (firstTokenNanos == null) {
            firstTokenNanos = time.nanos() - call.arrivedNanos();
        }
    }

    boolean isAttributable() {
        return grant != null;
    }

    /** Whether any of the answer went out. */
    boolean hasBegunToAnswer() {
        return firstTokenNanos != null;
    }

    /** The cost of what was used so far; null when it has no price. */
    @Nullable BigDecimal cost() {
        Model model = model();
        return Cost.of(usage(), model == null ? null : model.prices());
    }

    /**
     * The end.
     *
     * @param status what the client got
     * @param errorCode what it was told, or what broke the stream
     */
    Outcome outcome(int status, @Nullable String errorCode, boolean clientClosed) {
        boolean answered = target != null && (status < 300 || reported != null || contentCharacters > 0);
        BigDecimal cost = answered ? cost() : BigDecimal.ZERO.setScale(Cost.SCALE);
        long total = time.nanos() - call.arrivedNanos();
        UsageRecord record = new UsageRecord(
                call.requestId(),
                arrivedAt,
                grant == null ? null : grant.accountId(),
                grant == null ? null : grant.keyId(),
                call.endpoint().wireName(),
                request == null ? null : request.model(),
                target == null ? null : target.provider().profile().id(),
                target == null ? null : target.model(),
                request != null && request.stream(),
                status,
                finishReason,
                attempts.size(),
                answered ? usage() : TokenUsage.NONE,
                cost,
                cost == null || catalogue == null ? null : catalogue.version(),
                firstTokenNanos == null ? null : TimeUnit.NANOSECONDS.toMillis(firstTokenNanos),
                TimeUnit.NANOSECONDS.toMillis(total),
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, total - upstreamNanos)),
                errorCode,
                clientClosed);
        return new Outcome(record, considered, attempts);
    }

    boolean isPastDeadline(Duration deadline) {
        return time.nanos() - call.arrivedNanos() > deadline.toNanos();
    }

    private TokenUsage usage() {
        if (reported != null) {
            return reported;
        }
        long prompt = request == null ? 0 : TokenEstimate.tokens(request.promptCharacters());
        return TokenUsage.estimate(prompt, TokenEstimate.tokens(contentCharacters));
    }

    private @Nullable Model model() {
        return catalogue == null || target == null
                ? null
                : catalogue.find(target.provider().profile().id(), target.model());
    }
}
