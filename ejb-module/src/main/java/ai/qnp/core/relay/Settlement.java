package ai.qnp.core.relay;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Keeps the outcome of one request, exactly once, and ends what it holds of limits and money. One thread. */
final class Settlement {
    private static final int FIRST_ERROR = 400;

    private final UsageRecords records;
    private final Observer observer;
    private Limits.@Nullable Hold hold;
    private @Nullable Payment payment;
    private boolean settled;

    Settlement(UsageRecords records, Observer observer) {
        this.records = records;
        this.observer = observer;
    }

    /** The request was counted against its limits. */
    void counted(Limits.Hold counted) {
        this.hold = counted;
    }

    /** How the limits stand; null where none was looked at. */
    Limits.@Nullable Hold hold() {
        return hold;
    }

    /** The request may be paid for. */
    void paidBy(Payment paying) {
        this.payment = paying;
    }

    /** Keeps an outcome and returns when it is durable. Requests without a known key belong to nobody: only counted. */
    void settle(Outcome given) throws StorageUnavailable {
        if (settled) {
            return;
        }
        Outcome outcome = charged(given);
        if (outcome.record().keyId() != null) {
            records.keep(outcome);
        }
        finish(outcome);
    }

    /** Keeps an outcome that released nothing of value: if the store is away, the client still hears of its error. */
    void settleRefusal(Outcome outcome) {
        try {
            settle(outcome);
        } catch (StorageUnavailable away) {
            finish(outcome);
        }
    }

    /** A request that failed and cost nothing leaves no trace in the books. */
    private Outcome charged(Outcome outcome) {
        BigDecimal cost = outcome.record().cost();
        boolean failedForFree = outcome.record().status() >= FIRST_ERROR && cost != null && cost.signum() == 0;
        Charge charge = payment == null || failedForFree ? null : payment.charge(cost);
        return charge == null ? outcome : new Outcome(outcome.record(), outcome.plan(), outcome.attempts(), charge);
    }

    private void finish(Outcome outcome) {
        settled = true;
        endPayment(outcome);
        endHold(outcome);
        observer.finished(outcome);
    }

    private void endPayment(Outcome outcome) {
        if (payment == null) {
            return;
        }
        Charge charge = outcome.charge();
        if (charge == null) {
            payment.release();
        } else {
            payment.settled(charge.amount(), outcome.record().usage());
        }
    }

    /** A request that was refused before anybody was asked uses nothing. */
    private void endHold(Outcome outcome) {
        if (hold == null) {
            return;
        }
        if (outcome.attempts().isEmpty()) {
            hold.giveBack();
        } else {
            TokenUsage usage = outcome.record().usage();
            hold.settle(usage.promptTokens() + usage.completionTokens());
        }
    }
}
