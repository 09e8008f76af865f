package ai.qnp.ee.persistence;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Charge;
import ai.qnp.core.relay.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The usage record of one request, with its receipt. Written once, never changed. */
@Entity
@Table(name = "usage_records")
public class UsageRow {
    static final int MAX_MODEL = 300;
    static final int MAX_WORD = 100;

    @Id
    private String id;

    private Instant at;

    @Column(name = "account_id")
    private @Nullable String accountId;

    @Column(name = "key_id")
    private @Nullable String keyId;

    private String endpoint;

    @Column(name = "model_requested")
    private @Nullable String modelRequested;

    private @Nullable String provider;

    private @Nullable String model;

    private boolean stream;

    private int status;

    @Column(name = "finish_reason")
    private @Nullable String finishReason;

    private int attempts;

    @Column(name = "prompt_tokens")
    private long promptTokens;

    @Column(name = "completion_tokens")
    private long completionTokens;

    @Column(name = "cached_tokens")
    private long cachedTokens;

    @Column(name = "cache_write_tokens")
    private long cacheWriteTokens;

    @Column(name = "long_cache_write_tokens")
    private long longCacheWriteTokens;

    @Column(name = "reasoning_tokens")
    private long reasoningTokens;

    @Column(name = "audio_prompt_tokens")
    private long audioPromptTokens;

    @Column(name = "audio_completion_tokens")
    private long audioCompletionTokens;

    @Column(name = "tokens_estimated")
    private boolean tokensEstimated;

    @Column(name = "cost_usd")
    private @Nullable BigDecimal cost;

    @Column(name = "price_version")
    private @Nullable String priceVersion;

    @Column(name = "ttft_ms")
    private @Nullable Long timeToFirstTokenMillis;

    @Column(name = "total_ms")
    private long totalMillis;

    @Column(name = "gateway_ms")
    private long gatewayMillis;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column(name = "client_closed")
    private boolean clientClosed;

    @Column(name = "paid_from_credits")
    private boolean paidFromCredits;

    @Column(name = "budget_id")
    private @Nullable String budgetId;

    /** What else decides the cost: kinds of tokens and units that most requests have none of. */
    @Column(name = "priced_units")
    private @Nullable String pricedUnits;

    private String receipt;

    /** For the persistence provider, which sets the fields itself. */
    protected UsageRow() {}

    /** Makes a row that is not stored yet. Times are kept to the microsecond, as the databases do. */
    public UsageRow(Outcome outcome) {
        UsageRecord made = outcome.record();
        TokenUsage usage = made.usage();
        this.id = made.id();
        this.at = made.at().truncatedTo(ChronoUnit.MICROS);
        this.accountId = made.accountId();
        this.keyId = made.keyId();
        this.endpoint = made.endpoint();
        this.modelRequested = StorableText.of(made.modelRequested(), MAX_MODEL);
        this.provider = StorableText.of(made.provider(), MAX_WORD);
        this.model = StorableText.of(made.model(), MAX_MODEL);
        this.stream = made.stream();
        this.status = made.status();
        this.finishReason = StorableText.of(made.finishReason(), MAX_WORD);
        this.attempts = made.attempts();
        this.promptTokens = usage.promptTokens();
        this.completionTokens = usage.completionTokens();
        this.cachedTokens = usage.cachedTokens();
        this.cacheWriteTokens = usage.cacheWriteTokens();
        this.longCacheWriteTokens = usage.longCacheWriteTokens();
        this.reasoningTokens = usage.reasoningTokens();
        this.audioPromptTokens = usage.audioPromptTokens();
        this.audioCompletionTokens = usage.audioCompletionTokens();
        this.tokensEstimated = usage.estimated();
        this.cost = made.cost();
        this.priceVersion = made.priceVersion();
        this.timeToFirstTokenMillis = made.timeToFirstTokenMillis();
        this.totalMillis = made.totalMillis();
        this.gatewayMillis = made.gatewayMillis();
        this.errorCode = StorableText.of(made.errorCode(), 2 * MAX_WORD);
        this.clientClosed = made.clientClosed();
        Charge charge = outcome.charge();
        this.paidFromCredits = charge != null && charge.payer().credits();
        this.budgetId = charge == null ? null : charge.payer().budgetId();
        this.pricedUnits = PricedUnitsText.write(usage);
        this.receipt = ReceiptText.write(outcome);
    }

    /** The usage record. */
    public UsageRecord toRecord() {
        TokenUsage usage = PricedUnitsText.read(
                new TokenUsage(
                        promptTokens,
                        completionTokens,
                        cachedTokens,
                        cacheWriteTokens,
                        longCacheWriteTokens,
                        reasoningTokens,
                        audioPromptTokens,
                        audioCompletionTokens,
                        tokensEstimated),
                pricedUnits);
        return new UsageRecord(
                id,
                at,
                accountId,
                keyId,
                endpoint,
                modelRequested,
                provider,
                model,
                stream,
                status,
                finishReason,
                attempts,
                usage,
                cost,
                priceVersion,
                timeToFirstTokenMillis,
                totalMillis,
                gatewayMillis,
                errorCode,
                clientClosed);
    }

    /** The usage record with its plan and attempts. */
    public Outcome toOutcome() {
        Charge.Payer payer = new Charge.Payer(paidFromCredits, budgetId);
        return new Outcome(
                toRecord(), ReceiptText.readPlan(receipt), ReceiptText.readAttempts(receipt), Charge.of(payer, cost));
    }
}
