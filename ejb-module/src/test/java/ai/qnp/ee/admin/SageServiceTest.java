package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.core.routing.sage.SageTable;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.StoredSage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SageServiceTest {
    private static final SageTable DEFAULTS = new SageTable(Map.of(
            Intent.CHAT, List.of(PreferredModel.parse("alpha/small")),
            Intent.CODE, List.of(PreferredModel.parse("alpha/large"))));

    private final AdminFixture fixture;
    private final StoredSage here;
    private final StoredSage elsewhere;
    private final SageService service;
    private String operator = "";

    SageServiceTest(DatabaseKind kind) {
        fixture = new AdminFixture(kind);
        here = new StoredSage(fixture.database.transactions(), DEFAULTS, fixture.ticks::get);
        elsewhere = new StoredSage(fixture.database.transactions(), DEFAULTS, fixture.ticks::get);
        service = new SageService(fixture.store, here, TestPlatform::platform);
    }

    @BeforeEach
    void anOperator() {
        operator = fixture.database.transactions().inTransaction(entities -> {
            AccountRow row = new AccountRow("acc_op", null, Tier.PRO.wireName(), true, fixture.clock.instant());
            entities.persist(row);
            return row.id();
        });
    }

    @Test
    void showsTheTableThatQnpComesWithUntilItIsChanged() {
        SagePreferences shown = done(service.get(operator));

        assertThat(shown.table()).isEqualTo(DEFAULTS);
        assertThat(shown.edited()).isEmpty();
        assertThat(shown.changedAt()).isNull();
        assertThat(here.get()).isEqualTo(DEFAULTS);
    }

    @Test
    void aChangeReplacesAllEditsAndHoldsHereAtOnceAndElsewhereWithinASecond() {
        elsewhere.get();
        replace(Map.of("code", List.of("beta/x/y")));
        SagePreferences shown = replace(Map.of("chat", List.of("beta/x", "alpha/small")));
        SageTable wanted = DEFAULTS.with(new SageTable(
                Map.of(Intent.CHAT, List.of(PreferredModel.parse("beta/x"), PreferredModel.parse("alpha/small")))));

        assertThat(shown.table()).isEqualTo(wanted);
        assertThat(shown.edited()).containsExactly(Intent.CHAT);
        assertThat(here.get()).isEqualTo(wanted);
        assertThat(elsewhere.get()).isEqualTo(DEFAULTS);
        fixture.ticks.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(elsewhere.get()).isEqualTo(wanted);
    }

    @Test
    void anIntentPutBackAsItCameIsNoEditAndAnEmptyOneIs() {
        SagePreferences shown = replace(Map.of("chat", List.of("alpha/small"), "code", List.of()));

        assertThat(shown.edited()).containsExactly(Intent.CODE);
        assertThat(here.get().modelsFor(Intent.CODE)).isEmpty();
        assertThat(replace(Map.of()).table()).isEqualTo(DEFAULTS);
    }

    @Test
    void aChangeIsOnTheAuditTrail() {
        replace(Map.of("chat", List.of("beta/x")));

        assertThat(fixture.audit()).containsExactly("sage.changed by test from 192.0.2.1");
    }

    @Test
    void isTheOperatorsAlone() {
        String other = fixture.account(Tier.PRO);

        assertThat(refused(service.get(other)).status()).isEqualTo(403);
        assertThat(refused(service.replace(other, Map.of("chat", List.of("beta/x")), ACTOR))
                        .code())
                .isEqualTo("permission_denied");
        assertThat(here.get()).isEqualTo(DEFAULTS);
    }

    @Test
    void theLastTableStaysWhileTheDatabaseIsAway() {
        replace(Map.of("chat", List.of("beta/x")));
        SageTable before = here.get();
        fixture.database.execute("alter table sage_table rename to away");
        fixture.ticks.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(here.get()).isEqualTo(before);
    }

    private SagePreferences replace(Map<String, List<String>> wanted) {
        return done(service.replace(operator, wanted, ACTOR));
    }
}
