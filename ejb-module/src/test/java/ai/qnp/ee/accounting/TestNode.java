package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Charge;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import ai.qnp.core.relay.Reservations.Reservation;
import ai.qnp.core.relay.Reservations.Reserved;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.GroupCommitUsageRecords;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A node over a test's database, with its own leases and records. */
final class TestNode implements AutoCloseable {
    static final InstantSource CLOCK = () -> Outcomes.NOON;

    final AtomicLong nanos = new AtomicLong();
    final Nodes nodes;
    final LeasedReservations reservations;
    final GroupCommitUsageRecords records;
    final GoneNodes goneNodes;
    private final String accountId;

    TestNode(TestDatabase database, String id, String accountId) {
        this.accountId = accountId;
        nodes = new Nodes(database.transactions(), id, CLOCK);
        nodes.enter();
        reservations = new LeasedReservations(new Leases(database.transactions(), id, CLOCK), Duration.ofSeconds(60));
        Charges charges = new Charges(nodes, CLOCK);
        records = new GroupCommitUsageRecords(
                new DatabaseRecordStore(database.transactions(), id, charges),
                Thread.ofPlatform().factory(),
                1_000);
        goneNodes = new GoneNodes(database.transactions(), id, charges, CLOCK, nanos::get);
    }

    /** A request that reserves one amount and costs another; false when it was refused. */
    boolean spend(String requestId, List<Fund> funds, String most, String cost) throws StorageUnavailable {
        BigDecimal reserve = new BigDecimal(most);
        return switch (reservations.reserve(funds, reserve, reserve)) {
            case Reserved.Held(Reservation held) -> {
                BigDecimal amount = new BigDecimal(cost);
                records.note(intent(requestId, funds, amount));
                records.keep(outcome(requestId, funds, amount));
                held.settled(amount);
                yield true;
            }
            case Reserved.TooLittle tooLittle -> false;
            case Reserved.Unavailable unavailable -> throw new IllegalStateException("the test's database is there");
        };
    }

    RequestIntent intent(String requestId, List<Fund> funds, BigDecimal cost) {
        return new RequestIntent(
                requestId,
                Outcomes.NOON,
                accountId,
                "key_1",
                "chat.completions",
                "m",
                "openai",
                "m",
                false,
                7,
                cost,
                "v1",
                payer(funds));
    }

    Outcome outcome(String requestId, List<Fund> funds, BigDecimal cost) {
        Outcome answered = Outcomes.answered(requestId, accountId, cost);
        return new Outcome(answered.record(), answered.plan(), answered.attempts(), new Charge(payer(funds), cost));
    }

    private static Charge.Payer payer(List<Fund> funds) {
        boolean credits = funds.stream().anyMatch(Fund.Wallet.class::isInstance);
        String budget = funds.stream()
                .filter(Fund.KeyBudget.class::isInstance)
                .map(Fund::id)
                .findFirst()
                .orElse(null);
        return new Charge.Payer(credits, budget);
    }

    @Override
    public void close() {
        records.close();
    }
}
