package ai.qnp.bench.usage;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.LocalTransactions;
import ai.qnp.ee.persistence.UsageDays;
import ai.qnp.ee.persistence.UsageRow;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** What adding up costs the writer: transactions of some records, with and without. */
final class Writing {
    private static final int TRANSACTIONS = 300;
    private static final List<String> MODELS = List.of("gpt-4o", "gpt-5", "claude-sonnet-4-5", "gemini-2.5-flash");
    private static final String MARK = "bench_";

    private final Database database;
    private final LocalTransactions transactions;
    private int number;

    Writing(Database database, LocalTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    void measure() throws SQLException {
        System.out.println("| a transaction of | records alone, ms | added up as well, ms |\n| ---: | ---: | ---: |");
        for (int size : new int[] {1, 20, 200}) {
            double[] alone = new double[TRANSACTIONS];
            double[] both = new double[TRANSACTIONS];
            for (int i = 0; i < TRANSACTIONS; i++) {
                alone[i] = once(size, (entities, outcomes) -> {});
                both[i] = once(size, UsageDays::add);
            }
            System.out.printf("| %d | %.2f | %.2f |%n", size, median(alone), median(both));
        }
        database.execute(
                "delete from usage_records where account_id = '" + MARK + "'",
                "delete from usage_days where account_id = '" + MARK + "'");
    }

    private double once(int size, BiConsumer<EntityManager, List<Outcome>> also) {
        List<Outcome> outcomes =
                IntStream.range(0, size).mapToObj(i -> outcome()).toList();
        long begun = System.nanoTime();
        transactions.inTransaction(entities -> {
            outcomes.forEach(outcome -> entities.persist(new UsageRow(outcome)));
            also.accept(entities, outcomes);
            return size;
        });
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] took) {
        Arrays.sort(took);
        return took[took.length / 2];
    }

    private Outcome outcome() {
        number++;
        String model = MODELS.get(number % MODELS.size());
        return new Outcome(
                new UsageRecord(
                        MARK + number,
                        Instant.parse("2026-10-31T23:00:00Z").plusMillis(number),
                        MARK,
                        "key_" + number % 3,
                        "chat.completions",
                        model,
                        "openai",
                        model,
                        false,
                        200,
                        "stop",
                        1,
                        new TokenUsage(100, 20, 0, 0, 0, 0, 0, 0, false),
                        new BigDecimal("0.000450000000"),
                        "2026-10",
                        60L,
                        300L,
                        2L,
                        null,
                        false),
                List.of(),
                List.of());
    }
}
