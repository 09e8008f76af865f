package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.CostBounds;
import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Target;
import ai.qnp.core.routing.sage.Intent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of a running request, gathered step by step by its one thread; in the end it gives the outcome. */
final class Progress {
    private final Call call;
    private final Time time;
    private final Duration deadline;
    private final Instant arrivedAt;
    private final List<Attempted> attempts = new ArrayList<>();
    private final List<Attempted> passedOver = new ArrayList<>();
    private final List<Plan.Considered> considered = new ArrayList<>();
    private @Nullable Intent intent;
    private @Nullable Grant grant;
    private @Nullable Failure brokenBy;
    private @Nullable ModelRequest request;
    private @Nullable Target target;
    private @Nullable Catalogue catalogue;
    private @Nullable TokenUsage reported;
    private @Nullable String finishReason;
    private @Nullable Long firstTokenNanos;
    private @Nullable ImagesMade images;
    private final Map<String, RemoteFiles.Fetched> files = new HashMap<>();
    private List<Limits.Reading> limits = List.of();
    private UsageRecords.@Nullable Noted noted;
    private @Nullable Long cappedAt;
    private BigDecimal spentOnFailures = BigDecimal.ZERO;
    private long contentCharacters;
    private long upstreamNanos;
    private long attemptNanos;
    private @Nullable Long headNanos;

    Progress(Call call, Time time, Duration deadline) {
        this.call = call;
        this.time = time;
        this.deadline = deadline;
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

    /** The targets that cool down, each with the wait that is left. */
    List<Attempted> passedOver() {
        return passedOver;
    }

    void admitted(@Nullable Grant known) {
        this.grant = known;
    }

    void understood(ModelRequest understood) {
        this.request = understood;
    }

    void planned(Plan.Route route, Catalogue prices) {
        this.considered.addAll(route.considered());
        this.intent = route.intent();
        this.catalogue = prices;
    }

    /** What Sage took the request for; null where it was not asked. */
    @Nullable Intent intent() {
        return intent;
    }

    /** A target of the plan is not asked now; what would have been its attempt counts for the client's error only. */
    void passedOver(int line, Attempted instead, String reason) {
        passedOver.add(instead);
        leftOut(line, reason);
    }

    /** A target of the plan is not asked, and takes no part in what the client is told. */
    void leftOut(int line, String reason) {
        Plan.Considered planned = considered.get(line);
        considered.set(line, new Plan.Considered(planned.provider(), planned.model(), false, reason, planned.step()));
    }

    /** How the limits of the key stand. */
    void limited(List<Limits.Reading> readings) {
        this.limits = readings;
    }

    List<Limits.Reading> limits() {
        return limits;
    }

    /** The answer's length was lowered to what can be paid; null where it was not. */
    void cappedAt(@Nullable Long tokens) {
        this.cappedAt = tokens;
    }

    @Nullable Long cappedAt() {
        return cappedAt;
    }

    /** The most tokens that a request can use, as far as it can be told before: its prompt and the longest answer. */
    long mostTokens(Target first, ModelRequest understood) {
        return TokenEstimate.tokens(understood.promptCharacters())
                + CostBounds.outputTokens(understood, facts(first))
                        * (understood instanceof ChatRequest chat ? chat.choices() : 1);
    }

    /** Notes the request before the first target is asked. */
    void note(Target target, Payment payment, UsageRecords records) {
        if (noted != null || grant == null || request == null) {
            return;
        }
        TokenUsage prompt = TokenUsage.estimate(TokenEstimate.tokens(request.promptCharacters()), 0);
        BigDecimal reserved = payment.reserved();
        BigDecimal cost = reserved == null ? Cost.of(prompt, prices(target), arrivedAt) : reserved;
        noted = records.note(new RequestIntent(
                call.requestId(),
                arrivedAt,
                grant.accountId(),
                grant.keyId(),
                call.endpoint().wireName(),
                request.model(),
                target.provider().profile().id(),
                target.model(),
                request.stream(),
                prompt.promptTokens(),
                cost,
                cost == null || catalogue == null ? null : catalogue.version(),
                payment.payer()));
    }

    /** The note of this request. */
    UsageRecords.Noted noted() {
        return Objects.requireNonNull(noted, "nothing was asked yet");
    }

    /** A target of the plan comes after the others. */
    void postponed(int line, String why) {
        Plan.Considered planned = considered.get(line);
        considered.set(
                line,
                new Plan.Considered(
                        planned.provider(),
                        planned.model(),
                        planned.chosen(),
                        planned.reason() + "; " + why,
                        planned.step()));
    }

    /** The answer that had begun broke off: so its attempt failed after all. */
    void brokeOff(Failure failure) {
        this.brokenBy = failure;
        attempts.set(attempts.size() - 1, attempt(Objects.requireNonNull(target, "nothing was asked yet"), failure));
    }

    /** What broke the answer off after it had begun; null when nothing did. */
    @Nullable Failure brokenBy() {
        return brokenBy;
    }

    void trying(Target next) {
        BigDecimal before = reported == null ? null : cost();
        if (before != null) {
            // a failed attempt costs what its vendor reported
            spentOnFailures = before;
        }
        this.target = next;
        this.attemptNanos = time.nanos();
        this.headNanos = null;
        this.reported = null;
        this.finishReason = null;
        this.contentCharacters = 0;
        this.images = null;
    }

    /** What an encoder may know of that target's model. */
    EncodingContext encodingContext(Target next) {
        return new EncodingContext(next.model(), facts(next), Map.of());
    }

    /** What a decoder may need. */
    AnswerContext answerContext(Target next, int choices) {
        return new AnswerContext("chatcmpl-" + call.requestId(), arrivedAt, next.model(), choices);
    }

    /** Fetches a file once for all attempts. */
    RemoteFiles.Fetched fetched(String address, RemoteFiles source) {
        return files.computeIfAbsent(address, source::fetch);
    }

    /** The head of an answer came, or of an error. */
    void headCame() {
        headNanos = time.nanos();
    }

    /** The attempt that {@link #trying} began, over by now. */
    Attempted attempt(Target of, @Nullable Failure failure) {
        return new Attempted(
                of.provider().profile().id(),
                of.model(),
                of.credential().id(),
                failure,
                Duration.ofNanos(time.nanos() - attemptNanos),
                Duration.ofNanos(attemptNanos - call.arrivedNanos()),
                headNanos == null ? null : Duration.ofNanos(headNanos - attemptNanos));
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

    void made(ImagesMade some) {
        images = some;
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

    /** Whether the client wants to see a stream's usage. */
    boolean showsUsage() {
        return request instanceof ChatRequest chat && chat.includeUsage();
    }

    /** Whether any of the answer went out. */
    boolean hasBegunToAnswer() {
        return firstTokenNanos != null;
    }

    /** The cost of what was used so far; null when it has no price. */
    @Nullable BigDecimal cost() {
        BigDecimal last = costOfLast();
        return last == null ? null : last.add(spentOnFailures);
    }

    private @Nullable BigDecimal costOfLast() {
        return Cost.of(usage(), target == null ? null : prices(target), arrivedAt);
    }

    /**
     * The end.
     *
     * @param status what the client got
     * @param errorCode what it was told, or what broke the stream
     */
    Outcome outcome(int status, @Nullable String errorCode, boolean clientClosed) {
        boolean answered =
                target != null && (status < 300 || reported != null || images != null || contentCharacters > 0);
        BigDecimal cost = answered ? cost() : spentOnFailures.setScale(Cost.SCALE);
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

    boolean isPastDeadline() {
        return time.nanos() - call.arrivedNanos() > deadline.toNanos();
    }

    private TokenUsage usage() {
        TokenUsage told = reported == null ? estimatedUsage() : reported;
        TokenUsage made = images == null ? told : told.on(told.terms().making(images));
        return target == null || request == null
                ? made
                : target.provider()
                        .billed(
                                made,
                                request,
                                target.model(),
                                target.credential().baseUrl());
    }

    /** What was used as far as it can be told without the vendor's word. */
    TokenUsage estimatedUsage() {
        long prompt = request == null ? 0 : TokenEstimate.tokens(request.promptCharacters());
        return TokenUsage.estimate(prompt, TokenEstimate.tokens(contentCharacters));
    }

    /** What a target's model costs; null when it has no known price. */
    @Nullable Prices prices(Target of) {
        return catalogue == null
                ? null
                : catalogue.prices(of.provider().profile().id(), of.model());
    }

    /** What the catalogue knows of a target's model. */
    @Nullable Model facts(Target of) {
        return catalogue == null ? null : catalogue.find(of.provider().profile().id(), of.model());
    }
}
