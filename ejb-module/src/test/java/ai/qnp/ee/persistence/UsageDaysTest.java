package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UsageDaysTest {
    private static final int RECORDS = 150;

    private final DatabaseKind kind;

    UsageDaysTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @Test
    void twoNodesThatAddToTheSameDaysLoseNothingAndStopEachOtherNowhere() throws Exception {
        TestDatabase database = kind.migrated();
        try (GroupCommitUsageRecords one = records(database);
                GroupCommitUsageRecords other = records(database);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> kept = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                Outcome outcome = outcome(i);
                GroupCommitUsageRecords node = i % 2 == 0 ? one : other;
                kept.add(callers.submit(() -> {
                    node.keep(outcome);
                    return outcome;
                }));
            }
            for (Future<?> each : kept) {
                each.get();
            }
        }

        assertThat(sum(database, "requests")).isEqualByComparingTo(BigDecimal.valueOf(RECORDS));
        assertThat(sum(database, "cost_usd")).isEqualByComparingTo(new BigDecimal("0.01875"));
        assertThat(count(database)).isEqualTo(4);
    }

    @Test
    void aRecordThatIsRefusedAddsNothing() throws Exception {
        TestDatabase database = kind.migrated();
        try (GroupCommitUsageRecords records = records(database)) {
            records.keep(Outcomes.answered("req-1"));
            boolean refused = false;
            try {
                records.keep(Outcomes.answered("req-1"));
            } catch (StorageUnavailable twice) {
                refused = true;
            }

            assertThat(refused).isTrue();
            assertThat(sum(database, "requests")).isEqualByComparingTo(BigDecimal.ONE);
        }
    }

    @Test
    void theMigrationAddsUpWhatWasRecordedBeforeIt() {
        TestDatabase database = kind.empty();
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration/common")
                .target("2")
                .load()
                .migrate();
        insert(database, "a", "2026-03-01 23:59:59.999999+00", "'acc_1'", "'key_1'", "'openai'", "200", "0.5");
        insert(database, "b", "2026-03-02 01:00:00+02", "'acc_1'", "'key_1'", "'openai'", "200", "0.25");
        insert(database, "c", "2026-03-02 00:00:00+00", "'acc_1'", "'key_1'", "'openai'", "200", "null");
        insert(database, "d", "2026-03-02 00:00:00+00", "null", "null", "null", "401", "null");

        new SchemaMigration(database.dataSource()).run();

        assertThat(sum(database, "requests")).isEqualByComparingTo(BigDecimal.valueOf(4));
        assertThat(number(database, "select cost_usd from usage_days where utc_day = 20513"))
                .isEqualByComparingTo("0.75");
        assertThat(number(database, "select unpriced from usage_days where utc_day = 20514 and account_id = 'acc_1'"))
                .isEqualByComparingTo("1");
        assertThat(number(database, "select errors from usage_days where account_id = '' and key_id = ''"))
                .isEqualByComparingTo("1");
    }

    private static GroupCommitUsageRecords records(TestDatabase database) {
        return new GroupCommitUsageRecords(
                new DatabaseRecordStore(database.transactions(), "node-1", new NothingMore()),
                Thread.ofPlatform().factory(),
                1_000);
    }

    /** Over four days and models, so that each batch has several, in no order. */
    private static Outcome outcome(int i) {
        return Outcomes.of(
                "req-" + i,
                "acc_1",
                "key_1",
                Outcomes.NOON.minus(Duration.ofDays(i % 4)),
                "openai",
                "model-" + (7 - i % 4),
                200,
                new BigDecimal("0.000125000000"),
                null);
    }

    private static void insert(
            TestDatabase database,
            String id,
            String at,
            String account,
            String key,
            String provider,
            String status,
            String cost) {
        database.execute("insert into usage_records (id, at, account_id, key_id, endpoint, provider, stream, status,"
                + " attempts, prompt_tokens, completion_tokens, cached_tokens, cache_write_tokens,"
                + " long_cache_write_tokens, reasoning_tokens, audio_prompt_tokens, audio_completion_tokens,"
                + " tokens_estimated, cost_usd, total_ms, gateway_ms, client_closed, receipt) values ('" + id
                + "', timestamp with time zone '" + at + "', " + account + ", " + key + ", 'chat.completions', "
                + provider
                + ", false, " + status + ", 1, 1, 1, 1, 1, 1, 1, 1, 1, false, " + cost + ", 1, 1, false, '{}')");
    }

    private static BigDecimal sum(TestDatabase database, String column) {
        return number(database, "select sum(" + column + ") from usage_days");
    }

    private static int count(TestDatabase database) {
        return number(database, "select count(*) from usage_days").intValueExact();
    }

    private static BigDecimal number(TestDatabase database, String sql) {
        return database.transactions()
                .read(entities -> new BigDecimal(
                        entities.createNativeQuery(sql).getSingleResult().toString()));
    }
}
