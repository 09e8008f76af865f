package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a running request, gathered step by step by its one thread; in the end it gives the outcome. */
final class Progress {
    private final Call call;
    private final Timing timing;
    private final List<Attempted> attempts = new ArrayList<>();
    private final PlanTrace plan = new PlanTrace();
    private final Consumption consumption;
    private final AnswerHeaders headers = new AnswerHeaders();
    private @Nullable Grant grant;
    private @Nullable Failure brokenBy;
    private @Nullable ModelRequest request;
    private @Nullable Target target;
    private @Nullable String finishReason;
    private final Map<String, RemoteFiles.Fetched> files = new HashMap<>();
    private UsageRecords.@Nullable Noted noted;

    Progress(Call call, Time time, Duration deadline) {
        this.call = call;
        this.timing = new Timing(call.arrivedNanos(), time, deadline);
        this.consumption = new Consumption(timing.arrivedAt());
    }

    Call call() {
        return call;
    }

    List<Attempted> attempts() {
        return attempts;
    }

    void admitted(@Nullable Grant known) {
        this.grant = known;
    }

    void understood(ModelRequest understood) {
        this.request = understood;
    }

    void planned(Plan.Route route, Catalogue prices) {
        plan.planned(route);
        consumption.pricedBy(prices);
    }

    /** What becomes of the plan's lines. */
    PlanTrace plan() {
        return plan;
    }

    /** When what happened. */
    Timing timing() {
        return timing;
    }

    /** What was used so far. */
    Consumption consumption() {
        return consumption;
    }

    /** What the client is told beside the answer. */
    AnswerHeaders headers() {
        return headers;
    }

    /** Notes the request before the first target is asked. */
    void note(Target target, Payment payment, UsageRecords records) {
        if (noted != null || grant == null || request == null) {
            return;
        }
        TokenUsage prompt = TokenUsage.estimate(TokenEstimate.tokens(request.promptCharacters()), 0);
        BigDecimal reserved = payment.reserved();
        BigDecimal cost = reserved == null ? Cost.of(prompt, consumption.prices(target), timing.arrivedAt()) : reserved;
        noted = records.note(new RequestIntent(
                call.requestId(),
                timing.arrivedAt(),
                grant.accountId(),
                grant.keyId(),
                call.endpoint().wireName(),
                request.model(),
                target.provider().profile().id(),
                target.model(),
                request.stream(),
                prompt.promptTokens(),
                cost,
                consumption.versionOf(cost),
                payment.payer()));
    }

    /** The note of this request. */
    UsageRecords.Noted noted() {
        return Objects.requireNonNull(noted, "nothing was asked yet");
    }

    /** The answer that had begun broke off: so its attempt failed after all. */
    void brokeOff(Failure failure) {
        this.brokenBy = failure;
        attempts.set(
                attempts.size() - 1, timing.attempt(Objects.requireNonNull(target, "nothing was asked yet"), failure));
    }

    /** What broke the answer off after it had begun; null when nothing did. */
    @Nullable Failure brokenBy() {
        return brokenBy;
    }

    void trying(Target next) {
        consumption.nextAttempt(target, request);
        this.target = next;
        timing.attemptBegins();
        this.finishReason = null;
    }

    /** What a decoder may need. */
    AnswerContext answerContext(Target next, int choices) {
        return new AnswerContext("chatcmpl-" + call.requestId(), timing.arrivedAt(), next.model(), choices);
    }

    /** Fetches a file once for all attempts. */
    RemoteFiles.Fetched fetched(String address, RemoteFiles source) {
        return files.computeIfAbsent(address, source::fetch);
    }

    void attempted(Attempted attempt) {
        attempts.add(attempt);
    }

    void finishedBecause(@Nullable String reason) {
        if (reason != null && finishReason == null) {
            finishReason = reason;
        }
    }

    /** Whether the client wants to see a stream's usage. */
    boolean showsUsage() {
        return request instanceof ChatRequest chat && chat.includeUsage();
    }

    /** The cost of what was used so far; null when it has no price. */
    @Nullable BigDecimal cost() {
        return consumption.cost(target, request);
    }

    /**
     * The end.
     *
     * @param status what the client got
     * @param errorCode what it was told, or what broke the stream
     */
    Outcome outcome(int status, @Nullable String errorCode, boolean clientClosed) {
        boolean answered = target != null && (status < 300 || consumption.isAnything());
        BigDecimal cost = answered ? cost() : consumption.spentOnFailures();
        Timing.SoFar took = timing.soFar();
        UsageRecord record = new UsageRecord(
                call.requestId(),
                timing.arrivedAt(),
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
                answered ? consumption.usage(target, request) : TokenUsage.NONE,
                cost,
                consumption.versionOf(cost),
                took.firstTokenMillis(),
                took.totalMillis(),
                took.overheadMillis(),
                errorCode,
                clientClosed);
        return new Outcome(record, plan.lines(), attempts);
    }
}
