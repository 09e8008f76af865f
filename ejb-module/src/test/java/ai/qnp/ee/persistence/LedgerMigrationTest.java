package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that was written with a row for each entry is read from a row for each transaction. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LedgerMigrationTest {
    private final TestDatabase database;
    private final DatabaseKind kind;

    LedgerMigrationTest(DatabaseKind kind) {
        this.kind = kind;
        database = kind.empty();
    }

    @BeforeEach
    void aLedgerOfBefore() {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations(
                        "classpath:db/migration/common",
                        "classpath:db/migration/" + kind.name().toLowerCase(Locale.ROOT))
                .target("11")
                .load()
                .migrate();
        database.execute("insert into accounts (id, tier, is_operator, created_at)"
                + " values ('acc_1', 'pro', false, timestamp with time zone '2026-03-01 00:00:00+00')");
        transaction("tx_1", "top_up", "null", "'invoice 1'");
        entry("tx_1", 0, "wallet:acc_1", "25");
        entry("tx_1", 1, "platform:payments", "-25");
        transaction("use_req-1", "usage", "'req-1'", "null");
        entry("use_req-1", 0, "wallet:acc_1", "-0.000000000001");
        entry("use_req-1", 1, "platform:usage", "0.000000000001");
    }

    @Test
    void everyEntryIsThereAsBefore() {
        List<String> before = entries();

        new SchemaMigration(database.dataSource()).run();

        assertThat(before).hasSize(4);
        assertThat(entries()).isEqualTo(before);
        String paid = database.transactions()
                .read(entities ->
                        entities.find(LedgerTransactionRow.class, "use_req-1").requestId());
        assertThat(paid).isEqualTo("req-1");
    }

    @Test
    void aLedgerThatIsOutOfBalanceIsNotTouched() {
        transaction("tx_2", "top_up", "null", "'invoice 2'");
        entry("tx_2", 0, "wallet:acc_1", "25");
        entry("tx_2", 1, "platform:payments", "-24");

        assertThatThrownBy(() -> new SchemaMigration(database.dataSource()).run())
                .hasMessageContaining("V12__one_row_for_both_entries");
        assertThat(entries()).hasSize(6);
    }

    @Test
    void aRequestIsPaidOnce() {
        new SchemaMigration(database.dataSource()).run();

        assertThatThrownBy(() -> paid("use_again", "req-1"))
                .rootCause()
                .message()
                .containsIgnoringCase("ledger_request");
        assertThatThrownBy(() -> paid("use_req-1", "req-1")).rootCause().hasMessageContaining("use_req-1");
    }

    private void paid(String id, String requestId) {
        database.execute("insert into ledger_transactions (id, at, account_id, kind, request_id, contra_account,"
                + " amount_usd) values ('" + id + "', timestamp with time zone '2026-03-01 00:00:00+00', 'acc_1',"
                + " 'usage', '" + requestId + "', 'platform:usage', -1)");
    }

    private void transaction(String id, String kind, String request, String reference) {
        database.execute("insert into ledger_transactions (id, at, account_id, kind, request_id, reference) values ('"
                + id + "', timestamp with time zone '2026-03-01 00:00:00+00', 'acc_1', '" + kind + "', " + request
                + ", " + reference + ")");
    }

    private void entry(String transaction, int line, String account, String amount) {
        database.execute("insert into ledger_entries (transaction_id, line, account, amount_usd) values ('"
                + transaction + "', " + line + ", '" + account + "', " + amount + ")");
    }

    private List<String> entries() {
        return database.texts("select concat(transaction_id, ' ', line, ' ', account, ' ', amount_usd)"
                + " from ledger_entries order by transaction_id, line");
    }
}
