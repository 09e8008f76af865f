package ai.qnp.ee.bodies;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static ai.qnp.ee.bodies.LoggedBodies.KEPT;
import static ai.qnp.ee.bodies.LoggedBodies.body;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.LoggedBody;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.persistence.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BodyStoreTest {
    private static final String PROMPT = "{\"messages\":[{\"content\":\"a prompt that nobody reads in a table\"}]}";

    private final AdminFixture admin;
    private final BodyStore store;
    private final BackgroundRequestBodies bodies;
    private final BodyService service;

    BodyStoreTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        store = new BodyStore(admin.database.transactions(), admin.vault, admin.clock);
        bodies = new BackgroundRequestBodies(
                store::store, Thread.ofPlatform().factory(), 4 << 20, new LostBodies(lost -> {}, System::nanoTime));
        service = new BodyService(admin.store, store, bodies);
    }

    @AfterEach
    void close() {
        bodies.close();
    }

    @Test
    void aBodyReadsBackByteForByteAndTheReaderIsOnTheAuditTrail() {
        LoggedBody kept = body("req_1", PROMPT);
        bodies.keep(kept);

        assertThat(service.isKept("acc_1", "req_1")).isTrue();
        assertThat(admin.audit()).isEmpty();
        assertThat(done(service.read("acc_1", "req_1", ACTOR))).isEqualTo(kept);
        assertThat(admin.audit()).containsExactly("body.read by test from 192.0.2.1");
    }

    @Test
    void theLongestBodyOfAnyBytesReadsBackToo() {
        byte[] any = new byte[(int) BodyLogging.MAX_BYTES];
        new Random(3).nextBytes(any);
        LoggedBody kept = new LoggedBody(
                "req_1", "acc_1", "key_1", LoggedBodies.NOON, LoggedBodies.NOON.plus(KEPT), 5 << 20, JsonText.of(any));
        bodies.keep(kept);

        assertThat(done(service.read("acc_1", "req_1", ACTOR))).isEqualTo(kept);
        assertThat(kept.isCut()).isTrue();
    }

    @Test
    void theTableHoldsNothingOfThePrompt() throws SQLException {
        store.store(List.of(body("req_1", PROMPT)));

        List<String> cells = cells();

        assertThat(cells).contains("req_1", "acc_1", "key_1");
        assertThat(cells).noneMatch(cell -> cell.contains("prompt") || cell.contains("messages"));
    }

    @Test
    void aSealOpensForNoOtherRequestAndNoOtherAccount() {
        store.store(List.of(body("req_1", PROMPT), body("req_2", PROMPT)));
        admin.database.execute("update request_bodies set sealed = (select sealed from request_bodies where"
                + " request_id = 'req_1') where request_id = 'req_2'");
        admin.database.execute("update request_bodies set account_id = 'acc_2' where request_id = 'req_1'");

        assertThat(canBeOpened("acc_1", "req_2")).isFalse();
        assertThat(canBeOpened("acc_2", "req_1")).isFalse();
    }

    @Test
    void anotherAccountFindsNone() {
        store.store(List.of(body("req_1", PROMPT)));

        assertThat(refused(service.read("acc_2", "req_1", ACTOR)).code()).isEqualTo("body_not_kept");
        assertThat(service.isKept("acc_2", "req_1")).isFalse();
        assertThat(refused(service.read("acc_1", "req_9", ACTOR)).status()).isEqualTo(404);
        assertThat(admin.audit()).isEmpty();
    }

    @Test
    void aBodyWhoseTimeHasComeIsNotFoundEvenBeforeItIsDeleted() {
        store.store(List.of(body("req_1", PROMPT)));

        admin.clock.pass(KEPT.minusMillis(1));
        assertThat(service.isKept("acc_1", "req_1")).isTrue();
        admin.clock.pass(Duration.ofMillis(1));

        assertThat(service.isKept("acc_1", "req_1")).isFalse();
        assertThat(refused(service.read("acc_1", "req_1", ACTOR)).code()).isEqualTo("body_not_kept");
    }

    @Test
    void purgingDeletesWhatHasExpiredHoweverMuchAndNothingElse() throws SQLException {
        store.store(IntStream.range(0, 450)
                .mapToObj(number -> body("old_" + number, PROMPT))
                .toList());
        admin.clock.pass(KEPT);
        LoggedBody young = body("young", PROMPT);
        store.store(List.of(new LoggedBody(
                "young", "acc_1", "key_1", young.at(), young.expiresAt().plusSeconds(1), young.size(), young.bytes())));

        assertThat(store.purge()).isEqualTo(450);
        assertThat(cells()).contains("young").noneMatch(cell -> cell.startsWith("old_"));
        assertThat(store.purge()).isZero();
    }

    private boolean canBeOpened(String account, String request) {
        try {
            service.read(account, request, ACTOR);
            return true;
        } catch (IllegalStateException sealedForAnother) {
            return false;
        }
    }

    private List<String> cells() throws SQLException {
        List<String> cells = new ArrayList<>();
        try (Connection connection = admin.database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from request_bodies")) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i));
                }
            }
        }
        return cells;
    }
}
