package ai.qnp.ee.persistence;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Charge;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is being asked of a provider. */
@Entity
@Table(name = "intents")
public class IntentRow {
    private static final int INTERNAL_ERROR = 500;

    @Id
    @Column(name = "request_id")
    private String requestId;

    @Column(name = "node_id")
    private String nodeId;

    private Instant at;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "key_id")
    private String keyId;

    private String endpoint;

    @Column(name = "model_requested")
    private @Nullable String modelRequested;

    private @Nullable String provider;

    private @Nullable String model;

    private boolean stream;

    @Column(name = "prompt_tokens")
    private long promptTokens;

    @Column(name = "cost_usd")
    private @Nullable BigDecimal cost;

    @Column(name = "price_version")
    private @Nullable String priceVersion;

    @Column(name = "paid_from_credits")
    private boolean paidFromCredits;

    @Column(name = "budget_id")
    private @Nullable String budgetId;

    /** For the persistence provider, which sets the fields itself. */
    protected IntentRow() {}

    /** Makes a row that is not stored yet. */
    public IntentRow(RequestIntent intent, String nodeId) {
        this.requestId = intent.requestId();
        this.nodeId = nodeId;
        this.at = intent.at().truncatedTo(ChronoUnit.MICROS);
        this.accountId = intent.accountId();
        this.keyId = intent.keyId();
        this.endpoint = intent.endpoint();
        this.modelRequested = StorableText.of(intent.modelRequested(), UsageRow.MAX_MODEL);
        this.provider = StorableText.of(intent.provider(), UsageRow.MAX_WORD);
        this.model = StorableText.of(intent.model(), UsageRow.MAX_MODEL);
        this.stream = intent.stream();
        this.promptTokens = intent.promptTokens();
        this.cost = intent.costIfInterrupted();
        this.priceVersion = intent.priceVersion();
        this.paidFromCredits = intent.payer().credits();
        this.budgetId = intent.payer().budgetId();
    }

    /** The request's id. */
    public String requestId() {
        return requestId;
    }

    /** The request as it is settled when its server died: at what was reserved for it. */
    public Outcome interrupted(Instant now) {
        UsageRecord record = new UsageRecord(
                requestId,
                at,
                accountId,
                keyId,
                endpoint,
                modelRequested,
                provider,
                model,
                stream,
                INTERNAL_ERROR,
                null,
                1,
                TokenUsage.estimate(promptTokens, 0),
                cost,
                priceVersion,
                null,
                Math.max(0, Duration.between(at, now).toMillis()),
                0,
                "interrupted",
                false);
        Charge.Payer payer = new Charge.Payer(paidFromCredits, budgetId);
        return new Outcome(record, List.of(), List.of(), Charge.of(payer, cost));
    }
}
