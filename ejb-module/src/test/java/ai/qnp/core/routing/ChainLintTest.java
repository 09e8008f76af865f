package ai.qnp.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alpha and beta are the platform's, gamma has no platform credential. */
class ChainLintTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final Prices PRICES = new Prices(TokenPrices.of(BigDecimal.ONE, BigDecimal.TWO), List.of());
    private static final Credential OWN =
            new Credential("cred-1", "alpha", Secret.of("sk-own"), URI.create("http://alpha.test"));

    private final Platform platform = new Platform(
            List.of(provider("alpha", true), provider("beta", true), provider("gamma", false)),
            new Catalogue(
                            "2026-01-01",
                            List.of(
                                    model("alpha", "own", 100_000L, true, PRICES, null),
                                    model("alpha", "other", 100_000L, true, PRICES, null),
                                    model("alpha", "old", 100_000L, true, PRICES, TODAY),
                                    model("alpha", "aging", 100_000L, true, PRICES, TODAY.plusDays(1)),
                                    model("beta", "own", 8_000L, false, PRICES, null),
                                    model("beta", "free?", 100_000L, true, null, null),
                                    model("gamma", "own", 100_000L, true, PRICES, null)),
                            Map.of("alpha/alias", "alpha/own"))
                    .priced("2026-01-01", Map.of("beta/priced-alone", PRICES)));

    @Test
    void findsNothingOddAboutAnOrdinaryChainOrNone() {
        assertThat(codes()).isEmpty();
        assertThat(codes(step("alpha", "platform", "own", "other"), step("alpha", "cred-1", "own")))
                .isEmpty();
    }

    @Test
    void aModelThatTheOperatorGaveAPriceIsNotUnknown() {
        assertThat(codes(step("beta", "platform", "priced-alone"))).isEmpty();
    }

    @Test
    void warnsOfAStepWithoutACredential() {
        assertThat(codes(step("gamma", "platform"), step("alpha", "gone")))
                .containsExactly("1 missing_credential", "2 missing_credential");
    }

    @Test
    void warnsOfTheSameStepAgainAlsoByAnotherNameOfItsModel() {
        assertThat(codes(step("alpha", "platform", "own"), step("alpha", "platform", "alias")))
                .containsExactly("2 duplicate");
        assertThat(codes(step("alpha", "platform"), step("alpha", "platform"))).containsExactly("2 duplicate");
        assertThat(codes(step("alpha", "platform", "own", "alias"))).containsExactly("1 duplicate");
    }

    @Test
    void warnsOfAStepThatAnEarlierOneLeavesNothingTo() {
        assertThat(codes(step("alpha", "platform", "own", "other"), step("alpha", "platform", "own")))
                .containsExactly("2 unreachable");
        assertThat(codes(step("alpha", "platform"), step("alpha", "platform", "own")))
                .containsExactly("2 unreachable");
    }

    @Test
    void aStepThatBeginsWithAnotherModelOrTakesMoreIsReached() {
        assertThat(codes(step("alpha", "platform", "own", "other"), step("alpha", "platform", "other")))
                .isEmpty();
        assertThat(codes(step("alpha", "platform", "own"), step("alpha", "platform")))
                .isEmpty();
    }

    @Test
    void warnsOfModelsThatAreRetiredUnknownOrUnpriced() {
        assertThat(codes(step("alpha", "platform", "own", "old", "aging", "next")))
                .containsExactly("1 retired", "1 deprecated", "1 unknown_model");
        assertThat(codes(step("beta", "platform", "free?"))).containsExactly("1 unpriced");
    }

    @Test
    void warnsOfAStepThatCanDoLessThanAnEarlierOne() {
        assertThat(codes(step("alpha", "platform"), step("beta", "platform")))
                .containsExactly("2 lacks_tools", "2 smaller_context");
        assertThat(codes(step("beta", "platform"), step("alpha", "platform"))).isEmpty();
    }

    @Test
    void saysInWordsWhichStepAndWhatToExpect() {
        assertThat(ChainLint.of(grant(List.of(step("alpha", "platform"), step("beta", "platform"))), platform, TODAY))
                .extracting(ChainWarning::message)
                .containsExactly(
                        "Step 2 (beta): beta/own lacks tools, which step 1 has: requests that need it skip this step.",
                        "Step 2 (beta): beta/own takes 8000 tokens, less than step 1: longer prompts skip this step.");
    }

    private List<String> codes(ChainStep... steps) {
        return ChainLint.of(grant(List.of(steps)), platform, TODAY).stream()
                .map(warning -> warning.step() + " " + warning.code())
                .toList();
    }

    private static ChainStep step(String provider, String credential, String... models) {
        return new ChainStep(provider, List.of(models), credential);
    }

    private static Grant grant(List<ChainStep> chain) {
        return new Grant("key-1", "account-1", Scope.ANY, chain, Map.of("cred-1", OWN), Spending.UNLIMITED);
    }

    private static PlatformProvider provider(String id, boolean configured) {
        URI baseUrl = URI.create("http://" + id + ".test");
        Credential credential = new Credential(Credential.PLATFORM, id, Secret.of("sk-platform"), baseUrl);
        return new PlatformProvider(
                CompatibleProvider.custom(id, baseUrl), configured ? credential : null, List.of("own"));
    }

    private static Model model(
            String provider,
            String slug,
            Long window,
            boolean tools,
            @Nullable Prices prices,
            @Nullable LocalDate deprecatedOn) {
        return new Model(
                provider,
                slug,
                Model.Mode.CHAT,
                window,
                null,
                Set.of("text"),
                Map.of("tools", tools),
                prices,
                deprecatedOn);
    }
}
