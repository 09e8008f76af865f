package ai.qnp.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Credential OWN =
            new Credential("cred-1", "beta", Secret.of("sk-own"), URI.create("http://beta.test"));

    private final Platform platform = new Platform(
            List.of(vendor("alpha", true), vendor("beta", false), custom("local")),
            new Catalogue(
                    "2026-01-01",
                    List.of(
                            model("alpha", "alpha-small", Map.of()),
                            model("alpha", "alpha-large", Map.of("tools", true)),
                            model("beta", "beta-small", Map.of("tools", false)),
                            model("beta", "team/beta-open", Map.of())),
                    Map.of("alpha/large", "alpha/alpha-large")));

    @Test
    void automaticTakesTheFirstModelOfTheFirstStepThenOfEachLaterStep() {
        Grant grant = chain(step("beta", "cred-1", "team/beta-open", "beta-small"), step("alpha", "platform"));

        assertThat(targets(grant, "qnp")).containsExactly("beta/team/beta-open", "alpha/alpha-small");
        assertThat(targets(grant, "qnp/auto")).containsExactly("beta/team/beta-open", "alpha/alpha-small");
    }

    @Test
    void aNamedProviderComesFirstAndTheOtherStepsFollow() {
        Grant grant = chain(step("beta", "cred-1"), step("alpha", "platform"));

        assertThat(targets(grant, "alpha/alpha-large")).containsExactly("alpha/alpha-large", "beta/beta-small");
    }

    @Test
    void aSlugGoesToTheFirstStepThatOffersIt() {
        Grant grant = chain(step("beta", "cred-1"), step("alpha", "platform"));

        assertThat(targets(grant, "alpha-large")).containsExactly("alpha/alpha-large", "beta/beta-small");
    }

    @Test
    void aSlugMayHoldASlashItself() {
        Grant grant = chain(step("beta", "cred-1"));

        assertThat(targets(grant, "team/beta-open")).containsExactly("beta/team/beta-open");
        assertThat(targets(grant, "beta/team/beta-open")).containsExactly("beta/team/beta-open");
    }

    @Test
    void anAliasIsSentAsItsTarget() {
        assertThat(targets(chain(step("alpha", "platform")), "alpha/large")).containsExactly("alpha/alpha-large");
    }

    @Test
    void aModelOutsideTheStepsListIsNotFoundAndTheMessageNamesThoseThatAre() {
        Grant grant = chain(step("alpha", "platform", "alpha-small"));

        ApiError error = refusal(grant, "alpha/alpha-large");

        assertThat(error.status()).isEqualTo(404);
        assertThat(error.code()).isEqualTo("model_not_found");
        assertThat(error.message()).contains("alpha/alpha-small");
    }

    @Test
    void aProviderOutsideTheChainIsNotFound() {
        assertThat(refusal(chain(step("alpha", "platform")), "beta/beta-small").code())
                .isEqualTo("model_not_found");
    }

    @Test
    void aSlugTheCatalogueLacksIsPassedOnWhenItsProviderIsNamed() {
        assertThat(targets(chain(step("beta", "cred-1")), "beta/beta-next")).containsExactly("beta/beta-next");
    }

    @Test
    void aModelThatLacksWhatTheRequestNeedsIsSkippedWhileAnotherHasIt() {
        Grant grant = chain(step("beta", "cred-1", "beta-small"), step("alpha", "platform", "alpha-large"));

        assertThat(targets(grant, "qnp/auto", ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]"))
                .containsExactly("alpha/alpha-large");
    }

    @Test
    void theFirstIsTriedAllTheSameWhenNoneHasWhatTheRequestNeeds() {
        Grant grant = chain(step("beta", "cred-1", "beta-small"));

        assertThat(targets(grant, "qnp/auto", ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]"))
                .containsExactly("beta/beta-small");
    }

    @Test
    void withoutAChainThePlatformsProvidersWithACredentialAnswer() {
        assertThat(targets(chain(), "qnp/auto")).containsExactly("alpha/alpha-small", "local/default");
        assertThat(targets(chain(), "alpha/alpha-large")).containsExactly("alpha/alpha-large");
    }

    @Test
    void aProviderNobodyHasAListOfTakesAnySlugThatNoOtherOffers() {
        assertThat(targets(chain(), "llama3")).containsExactly("local/llama3");
        assertThat(targets(chain(), "alpha-large")).containsExactly("alpha/alpha-large");
    }

    @Test
    void aStepWithAnOwnCredentialNeverFallsToThePlatforms() {
        Grant grant = chain(step("alpha", "gone"));

        ApiError error = refusal(grant, "qnp/auto");

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("no_provider");
        assertThat(error.message()).contains("no credential for step 1 (alpha)");
    }

    @Test
    void noTargetAppearsTwice() {
        Grant grant = chain(step("alpha", "platform", "alpha-small"), step("alpha", "platform"));

        assertThat(targets(grant, "alpha-small")).containsExactly("alpha/alpha-small");
    }

    @Test
    void noProviderAtAllSaysWhatToDo() {
        Platform empty = new Platform(List.of(vendor("beta", false)), platform.catalogue());

        Plan plan = Router.plan(chain(), empty, request("qnp/auto", ""));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.NoRoute.class,
                        none -> assertThat(none.error().code()).isEqualTo("no_provider"));
    }

    @Test
    void theReceiptNamesEachCandidateAndWhy() {
        Grant grant = chain(step("alpha", "gone"), step("beta", "cred-1"));

        Plan plan = Router.plan(grant, platform, request("qnp/auto", ""));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Route.class,
                        route -> assertThat(route.considered())
                                .containsExactly(
                                        new Plan.Considered(
                                                "alpha", "alpha-small", false, "no credential for step 1 (alpha)", 1),
                                        new Plan.Considered(
                                                "beta", "beta-small", true, "default model of step 2 (beta)", 2)));
    }

    private List<String> targets(Grant grant, String model) {
        return targets(grant, model, "");
    }

    private List<String> targets(Grant grant, String model, String moreFields) {
        return switch (Router.plan(grant, platform, request(model, moreFields))) {
            case Plan.NoRoute(ApiError error) -> throw new AssertionError(error);
            case Plan.Route route ->
                route.targets().stream()
                        .map(target -> target.provider().profile().id() + "/" + target.model())
                        .toList();
        };
    }

    private ApiError refusal(Grant grant, String model) {
        return switch (Router.plan(grant, platform, request(model, ""))) {
            case Plan.NoRoute(ApiError error) -> error;
            case Plan.Route route -> throw new AssertionError(route);
        };
    }

    private static ChatRequest request(String model, String moreFields) {
        String body =
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + moreFields + "}";
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error);
        };
    }

    private static Grant chain(ChainStep... steps) {
        return new Grant("key-1", "account-1", Scope.ANY, List.of(steps), Map.of("cred-1", OWN), Spending.UNLIMITED);
    }

    private static ChainStep step(String provider, String credential, String... models) {
        return new ChainStep(provider, List.of(models), credential);
    }

    private static PlatformProvider vendor(String id, boolean withCredential) {
        return new PlatformProvider(
                provider(id, id + "-small"), withCredential ? platformCredential(id) : null, List.of());
    }

    private static PlatformProvider custom(String id) {
        return new PlatformProvider(provider(id, null), platformCredential(id), List.of());
    }

    private static Provider provider(String id, @Nullable String defaultModel) {
        Provider compatible = CompatibleProvider.custom(id, URI.create("http://" + id + ".test"));
        ProviderProfile profile = new ProviderProfile(
                id,
                id,
                URI.create("http://" + id + ".test"),
                AuthScheme.BEARER,
                Map.of(),
                List.of(),
                new DefaultModels(defaultModel, null, null),
                Set.of(),
                List.of());
        return new CompatibleProvider(profile, compatible.chat());
    }

    private static Credential platformCredential(String id) {
        return new Credential(Credential.PLATFORM, id, Secret.of("sk-platform"), URI.create("http://" + id + ".test"));
    }

    private static Model model(String provider, String slug, Map<String, Boolean> supports) {
        return new Model(provider, slug, Model.Mode.CHAT, null, null, Set.of("text"), supports, null, null);
    }
}
