package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.PriceDifference;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.PricesReader;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.StoredPrices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PriceServiceTest {
    private static final byte[] SHIPPED = catalogue("2026-11-22", "1", "small");
    private static final byte[] NEWER = catalogue("2026-12-01", "2", "large");

    private final AdminFixture fixture;
    private final StoredPrices here;
    private final StoredPrices elsewhere;
    private final PriceService service;
    private String operator = "";

    PriceServiceTest(DatabaseKind kind) {
        fixture = new AdminFixture(kind);
        here = node(SHIPPED);
        elsewhere = node(SHIPPED);
        service = new PriceService(fixture.store, here, TestPlatform::platform);
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
    void theFirstVersionIsTheCatalogueThatQnpComesWith() {
        PriceBook book = done(service.book(operator, null, null, null));

        assertThat(book.version()).isEqualTo("2026-11-22").isEqualTo(here.get().version());
        assertThat(book.lines()).extracting(PriceBook.Line::model).containsExactly("main", "small");
        assertThat(done(service.book(operator, null, "alpha", "main")).lines()).hasSize(1);
        assertThat(done(service.book(operator, null, "beta", null)).lines()).isEmpty();
    }

    @Test
    void anOverrideHoldsHereAtOnceAndElsewhereAtTheNextLookAndMakesANewVersion() {
        PriceBook changed = override("alpha", "main", "{\"input\":\"9\",\"output\":\"8\"}");

        assertThat(changed.version()).isEqualTo("2026-11-22.2");
        assertThat(changed.lines()).singleElement().satisfies(line -> {
            assertThat(line.overridden()).isTrue();
            assertThat(line.prices()).isEqualTo(prices("{\"input\":\"9\",\"output\":\"8\"}"));
        });
        assertThat(inputOf(here, "main")).isEqualTo("9");
        assertThat(inputOf(elsewhere, "main")).isEqualTo("1");
        elsewhere.refresh();
        assertThat(inputOf(elsewhere, "main")).isEqualTo("9");
        assertThat(elsewhere.get().version()).isEqualTo("2026-11-22.2");
    }

    @Test
    void aPastVersionCanStillBeLookedUp() {
        override("alpha", "main", "{\"input\":\"9\"}");
        override("beta", "own/model", "{\"input\":\"3\"}");

        assertThat(Objects.requireNonNull(here.version("2026-11-22")).prices("alpha", "main"))
                .isEqualTo(prices("{\"input\":\"1\",\"output\":\"1\"}"));
        assertThat(Objects.requireNonNull(here.version("2026-11-22.2")).prices("beta", "own/model"))
                .isNull();
        assertThat(done(service.book(operator, "2026-11-22.2", null, null)).lines())
                .hasSize(2);
        assertThat(done(service.versions(operator)))
                .extracting(PriceBook::version)
                .containsExactly("2026-11-22.3", "2026-11-22.2", "2026-11-22");
        assertThat(here.version("1999-01-01")).isNull();
        assertThat(refused(service.book(operator, "1999-01-01", null, null)).param())
                .isEqualTo("version");
    }

    @Test
    void aModelThatNoCatalogueListsCanHaveAPriceAndStaysUnlisted() {
        override("beta", "own/model", "{\"input\":\"3\"}");

        assertThat(here.get().prices("beta", "own/model")).isNotNull();
        assertThat(here.get().find("beta", "own/model")).isNull();
        assertThat(done(service.book(operator, null, "beta", null)).lines())
                .extracting(PriceBook.Line::model)
                .containsExactly("own/model");
    }

    @Test
    void removingAnOverrideLetsTheCatalogueHoldAgain() {
        override("alpha", "main", "{\"input\":\"9\"}");

        assertThat(done(service.removeOverride(operator, "alpha", "main", ACTOR)))
                .isEqualTo("2026-11-22.3");
        assertThat(inputOf(here, "main")).isEqualTo("1");
        assertThat(refused(service.removeOverride(operator, "alpha", "main", ACTOR))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anImportIsShownFirstAndTakenOnlyWhenAskedFor() {
        PriceImport shown = done(service.take(operator, NEWER, false, ACTOR));

        assertThat(shown.version()).isNull();
        assertThat(shown.difference().added()).extracting(model -> model.slug()).containsExactly("large");
        assertThat(shown.difference().removed())
                .extracting(model -> model.slug())
                .containsExactly("small");
        assertThat(shown.difference().changed())
                .containsExactly(
                        new PriceDifference.Change("alpha/main", "input", "1", "2"),
                        new PriceDifference.Change("alpha/main", "output", "1", "2"));
        assertThat(here.get().version()).isEqualTo("2026-11-22");
    }

    @Test
    void anAppliedImportSurvivesARestartWithTheOverridesOnTop() {
        override("alpha", "large", "{\"input\":\"7\"}");

        PriceImport taken = done(service.take(operator, NEWER, true, ACTOR));
        StoredPrices restarted = node(SHIPPED);

        assertThat(taken.version()).isEqualTo("2026-12-01");
        assertThat(taken.difference().added()).extracting(model -> model.slug()).containsExactly("large");
        assertThat(restarted.get().version()).isEqualTo("2026-12-01");
        assertThat(inputOf(restarted, "main")).isEqualTo("2");
        assertThat(inputOf(restarted, "large")).isEqualTo("7");
        assertThat(done(service.take(operator, NEWER, true, ACTOR)).version()).isNull();
    }

    @Test
    void aBrokenCatalogueChangesNothingAndSaysWhatIsWrongWhere() {
        byte[] broken = new String(NEWER, StandardCharsets.UTF_8)
                .replace("\"output\":\"2\"", "\"output\":2")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(refused(service.take(operator, broken, true, ACTOR)).message())
                .contains("models[0] (alpha/main): prices.output must be a string");
        assertThat(here.get().version()).isEqualTo("2026-11-22");
    }

    @Test
    void aNewerProgramBringsItsCatalogueAndAnOlderNodeDoesNotTakeItBack() {
        override("alpha", "main", "{\"input\":\"9\"}");

        StoredPrices newer = node(NEWER);
        StoredPrices older = node(SHIPPED);

        assertThat(newer.get().version()).isEqualTo("2026-12-01");
        assertThat(older.get().version()).isEqualTo("2026-12-01");
        assertThat(inputOf(older, "main")).isEqualTo("9");
    }

    @Test
    void changesAtTheSameTimeAllHold() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<PriceBook>> changes = IntStream.range(0, 8)
                    .<Callable<PriceBook>>mapToObj(i -> () -> override("beta", "m" + i, "{\"input\":\"3\"}"))
                    .toList();
            for (Future<PriceBook> change : threads.invokeAll(changes)) {
                assertThat(change.get().lines()).hasSize(1);
            }
        }

        here.refresh();
        assertThat(here.get().pricesAlone()).hasSize(8);
        assertThat(here.get().version()).isEqualTo("2026-11-22.9");
    }

    @Test
    void everyChangeIsOnTheAuditTrail() {
        override("alpha", "main", "{\"input\":\"9\"}");
        done(service.take(operator, NEWER, false, ACTOR));
        done(service.take(operator, NEWER, true, ACTOR));
        done(service.removeOverride(operator, "alpha", "main", ACTOR));

        assertThat(fixture.audit())
                .containsExactlyInAnyOrder(
                        "prices.overridden by test from 192.0.2.1",
                        "prices.imported by test from 192.0.2.1",
                        "prices.restored by test from 192.0.2.1");
    }

    @Test
    void isTheOperatorsAlone() {
        String other = fixture.account(Tier.PRO);
        Prices nine = prices("{\"input\":\"9\"}");

        assertThat(refused(service.book(other, null, null, null)).status()).isEqualTo(403);
        assertThat(refused(service.versions(other)).status()).isEqualTo(403);
        assertThat(refused(service.override(other, "alpha", "main", nine, ACTOR))
                        .status())
                .isEqualTo(403);
        assertThat(refused(service.removeOverride(other, "alpha", "main", ACTOR))
                        .status())
                .isEqualTo(403);
        assertThat(refused(service.take(other, NEWER, true, ACTOR)).status()).isEqualTo(403);
        assertThat(here.get().version()).isEqualTo("2026-11-22");
    }

    @Test
    void refusesPricesOfAnUnknownProviderAndNoPricesAtAll() {
        assertThat(refused(service.override(operator, "gamma", "m", prices("{\"input\":\"1\"}"), ACTOR))
                        .code())
                .isEqualTo("unknown_provider");
        assertThat(refused(service.override(operator, "alpha", "m", prices("{}"), ACTOR))
                        .param())
                .isEqualTo("prices");
        assertThat(refused(service.override(operator, "alpha", "two\nlines", prices("{\"input\":\"1\"}"), ACTOR))
                        .param())
                .isEqualTo("model");
    }

    @Test
    void theLastBookStaysWhileTheDatabaseIsAway() {
        override("alpha", "main", "{\"input\":\"9\"}");
        fixture.database.execute("alter table price_versions rename to away");

        try {
            here.refresh();

            assertThat(inputOf(here, "main")).isEqualTo("9");
        } finally {
            fixture.database.execute("alter table away rename to price_versions");
        }
    }

    private PriceBook override(String provider, String model, String prices) {
        return done(service.override(operator, provider, model, prices(prices), ACTOR));
    }

    private StoredPrices node(byte[] shipped) {
        return new StoredPrices(fixture.database.transactions(), shipped, fixture.clock);
    }

    private static String inputOf(StoredPrices prices, String model) {
        Prices found = Objects.requireNonNull(prices.get().prices("alpha", model));
        return Objects.requireNonNull(found.base().input()).toPlainString();
    }

    private static Prices prices(String json) {
        return PricesReader.read(Json.MAPPER.readTree(json));
    }

    private static byte[] catalogue(String asOf, String price, String other) {
        return """
                {"schema_version":1,"as_of":"%1$s","models":[
                 {"provider":"alpha","model":"main","mode":"chat","prices":{"input":"%2$s","output":"%2$s"}},
                 {"provider":"alpha","model":"%3$s","mode":"chat","prices":{"input":"5"}}]}""".formatted(asOf, price, other).getBytes(StandardCharsets.UTF_8);
    }
}
