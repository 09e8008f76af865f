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
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.core.routing.sage.SageTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Platform mode with Sage: alpha and beta are configured, gamma is not, local is in no table. */
class SagePlansTest {
    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
    private static final String LONG = "word ".repeat(30_000);

    private static final Catalogue CATALOGUE = new Catalogue(
            "2026-01-01",
            List.of(
                    model("alpha", "small", Map.of("tools", false), 8_000L),
                    model("alpha", "large", Map.of("tools", true), 1_000_000L),
                    model("beta", "mid", Map.of(), 100_000L),
                    model("beta", "team/open", Map.of("tools", true), null),
                    model("gamma", "best", Map.of("tools", true), 1_000_000L)),
            Map.of("beta/open", "beta/team/open"));

    @Test
    void takesThePreferredModelsOfTheIntentInOrderAndLeavesOutWhatIsNotConfigured() {
        SageTable table = new SageTable(Map.of(
                Intent.CHAT, List.of(prefer("gamma/best"), prefer("beta/mid"), prefer("alpha/small")),
                Intent.CODE, List.of(prefer("alpha/large"))));

        assertThat(targets(plan(table, "Hi", ""))).containsExactly("beta/mid", "alpha/small");
        assertThat(targets(plan(table, "Write a Python function", ""))).containsExactly("alpha/large");
    }

    @Test
    void saysWhyAPreferredModelWasLeftOut() {
        SageTable table = new SageTable(
                Map.of(Intent.CHAT, List.of(prefer("gamma/best"), prefer("beta/mid"), prefer("nobody/x"))));

        assertThat(plan(table, "Hi", "").considered())
                .containsExactly(
                        new Plan.Considered("gamma", "best", false, "no credential for provider gamma"),
                        new Plan.Considered(
                                "beta", "mid", true, "Sage: chat, because nothing asks for anything special"),
                        new Plan.Considered("nobody", "x", false, "there is no provider nobody"));
    }

    @Test
    void saysWhatTheRequestWasTakenForAndWhy() {
        SageTable table = new SageTable(
                Map.of(Intent.TOOLS, List.of(prefer("alpha/small"), prefer("beta/mid"), prefer("alpha/large"))));

        Plan.Route route = plan(table, "Hi", TOOLS);

        assertThat(route.intent()).isEqualTo(Intent.TOOLS);
        assertThat(route.considered())
                .containsExactly(
                        new Plan.Considered("alpha", "small", false, "lacks tools"),
                        new Plan.Considered("beta", "mid", true, "Sage: tools, the next preferred model"),
                        new Plan.Considered("alpha", "large", true, "Sage: tools, the next preferred model"));
        assertThat(plan(table.with(new SageTable(Map.of(Intent.TOOLS, List.of(prefer("alpha/large"))))), "Hi", TOOLS)
                        .considered())
                .containsExactly(
                        new Plan.Considered("alpha", "large", true, "Sage: tools, because the request brings tools"));
    }

    @Test
    void skipsAModelWhoseContextIsTooSmall() {
        SageTable table =
                new SageTable(Map.of(Intent.LONG_CONTEXT, List.of(prefer("alpha/small"), prefer("alpha/large"))));

        assertThat(targets(plan(table, LONG, ""))).containsExactly("alpha/large");
    }

    @Test
    void triesTheFirstAllTheSameWhenNoPreferredModelCanDoIt() {
        SageTable table = new SageTable(Map.of(Intent.TOOLS, List.of(prefer("alpha/small"))));

        assertThat(targets(plan(table, "Hi", TOOLS))).containsExactly("alpha/small");
    }

    @Test
    void fallsBackToEveryProvidersDefaultWhenNoPreferredModelIsConfigured() {
        SageTable table = new SageTable(Map.of(Intent.CHAT, List.of(prefer("gamma/best"), prefer("nobody/x"))));

        Plan.Route route = plan(table, "Hi", "");

        assertThat(targets(route)).containsExactly("alpha/own", "beta/own", "local/own");
        assertThat(route.intent()).isEqualTo(Intent.CHAT);
        assertThat(targets(plan(SageTable.EMPTY, "Hi", ""))).isEqualTo(targets(route));
        assertThat(route.considered().stream().filter(line -> !line.chosen()).map(Plan.Considered::provider))
                .containsExactly("gamma", "nobody");
    }

    @Test
    void sendsAnAliasAsItsTargetAndNoModelTwice() {
        SageTable table = new SageTable(
                Map.of(Intent.CHAT, List.of(prefer("beta/open"), prefer("beta/team/open"), prefer("beta/open"))));

        assertThat(targets(plan(table, "Hi", ""))).containsExactly("beta/team/open");
    }

    @Test
    void hasNoSayWhereAModelIsNamedOrAChainDecides() {
        SageTable table = new SageTable(Map.of(Intent.CHAT, List.of(prefer("beta/mid"))));
        Platform platform = platform(table);
        Grant chain = grant(List.of(new ChainStep("alpha", List.of("large"), Credential.PLATFORM)));

        Plan.Route named = route(Router.plan(grant(List.of()), platform, request("alpha/large", "Hi", "")));
        Plan.Route chained = route(Router.plan(chain, platform, request("qnp/auto", "Hi", "")));

        assertThat(named.intent()).isNull();
        assertThat(targets(named)).containsExactly("alpha/large");
        assertThat(chained.intent()).isNull();
        assertThat(targets(chained)).containsExactly("alpha/large");
    }

    @Property(tries = 300)
    void aPlanHasNoDuplicatesAndAnAbleModelFirstWheneverThereIsOne(
            @ForAll("tables") SageTable table, @ForAll("prompts") String prompt, @ForAll boolean withTools) {
        ChatRequest request = request("qnp", prompt, withTools ? TOOLS : "");

        Plan.Route route = route(Router.plan(grant(List.of()), platform(table), request));

        List<String> targets = targets(route);
        assertThat(targets).isNotEmpty().doesNotHaveDuplicates();
        boolean allAble = route.targets().stream().allMatch(target -> isAble(request, target));
        assertThat(allAble || (targets.size() == 1 && noPreferredIsAble(table, route, request)))
                .isTrue();
    }

    private static boolean isAble(ChatRequest request, Target target) {
        return Abilities.lacking(
                        request, CATALOGUE.find(target.provider().profile().id(), target.model()))
                == null;
    }

    private static boolean noPreferredIsAble(SageTable table, Plan.Route route, ChatRequest request) {
        return table.modelsFor(Objects.requireNonNull(route.intent())).stream()
                .filter(model -> !model.provider().equals("gamma"))
                .noneMatch(
                        model -> Abilities.lacking(request, CATALOGUE.find(model.provider(), model.model())) == null);
    }

    @Provide
    Arbitrary<SageTable> tables() {
        Arbitrary<List<PreferredModel>> models = Arbitraries.of(
                        "alpha/small",
                        "alpha/large",
                        "beta/mid",
                        "beta/open",
                        "beta/team/open",
                        "beta/unheard-of",
                        "gamma/best")
                .map(SagePlansTest::prefer)
                .list()
                .ofMaxSize(8);
        return Arbitraries.maps(Arbitraries.of(Intent.class), models).map(SageTable::new);
    }

    @Provide
    Arbitrary<String> prompts() {
        return Arbitraries.of("Hi", "Write a Python function", "Prove that it holds", "Extract the names", LONG);
    }

    private static Plan.Route plan(SageTable table, String prompt, String moreFields) {
        return route(Router.plan(grant(List.of()), platform(table), request("qnp/auto", prompt, moreFields)));
    }

    private static Plan.Route route(Plan plan) {
        return switch (plan) {
            case Plan.NoRoute(ApiError error) -> throw new AssertionError(error);
            case Plan.Route route -> route;
        };
    }

    private static List<String> targets(Plan.Route route) {
        List<String> names = new ArrayList<>();
        route.targets().forEach(target -> names.add(target.provider().profile().id() + "/" + target.model()));
        return names;
    }

    private static PreferredModel prefer(String name) {
        return PreferredModel.parse(name);
    }

    private static ChatRequest request(String model, String prompt, String moreFields) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]"
                + moreFields + "}";
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error);
        };
    }

    private static Grant grant(List<ChainStep> chain) {
        return new Grant("key-1", "account-1", Scope.ANY, chain, Map.of(), Spending.UNLIMITED);
    }

    private static Platform platform(SageTable table) {
        return new Platform(
                List.of(
                        provider("alpha", true),
                        provider("beta", true),
                        provider("gamma", false),
                        provider("local", true)),
                CATALOGUE,
                () -> table);
    }

    private static PlatformProvider provider(String id, boolean configured) {
        URI baseUrl = URI.create("http://" + id + ".test");
        Credential credential = new Credential(Credential.PLATFORM, id, Secret.of("sk-platform"), baseUrl);
        return new PlatformProvider(
                CompatibleProvider.custom(id, baseUrl), configured ? credential : null, List.of("own"));
    }

    private static Model model(
            String provider, String slug, Map<String, Boolean> supports, @Nullable Long contextWindow) {
        return new Model(provider, slug, Model.Mode.CHAT, contextWindow, null, Set.of("text"), supports, null, null);
    }
}
