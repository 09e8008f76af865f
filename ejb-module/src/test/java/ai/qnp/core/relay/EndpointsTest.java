package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.health.Healths;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.provider.Installed;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Embeddings, images, files and other vendors' fields, on their way through the relay. */
class EndpointsTest {
    private static final String SECRET = "sk-abcdefghijklmnop1234";

    private final Key key = Key.wellFormed();
    private final FakeTransport transport = new FakeTransport();
    private final FakeFiles files = new FakeFiles();
    private final FakeUsageRecords records = new FakeUsageRecords();
    private final FakeTime time = new FakeTime();
    private final TargetHealth health = Healths.fresh();

    private List<ChainStep> chain = List.of(
            new ChainStep("first", List.of(), Credential.PLATFORM),
            new ChainStep("second", List.of(), Credential.PLATFORM));
    private Set<Permission> permissions = EnumSet.allOf(Permission.class);

    @Test
    void splitsABatchBeyondTheVendorsLimitAndJoinsItInOrder() {
        transport
                .answer(200, "{\"vectors\":[[1],[2]],\"tokens\":4}")
                .answer(200, "{\"vectors\":[[3],[4]],\"tokens\":4}")
                .answer(200, "{\"vectors\":[[5]],\"tokens\":2}");

        FakeClient client = embed("{\"model\":\"first/vectors\",\"input\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");

        assertThat(client.status()).isEqualTo(200);
        assertThat(transport.bodies().stream()
                        .map(body -> tree(body).path("input").toString()))
                .containsExactly("[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"e\"]");
        JsonNode answer = tree(client.sent().getFirst());
        assertThat(answer.path("data")
                        .valueStream()
                        .map(entry -> entry.path("embedding").path(0).asInt()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(answer.path("data")
                        .valueStream()
                        .map(entry -> entry.path("index").asInt()))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(10);
        assertThat(client.headers()).containsEntry("x-qnp-cost-usd", "0.00001");
        assertThat(onlyRecord().endpoint()).isEqualTo("embeddings");
        assertThat(onlyRecord().attempts()).isEqualTo(1);
    }

    @Test
    void writesVectorsInBase64WhereTheVendorHasOnlyNumbers() {
        transport.answer(200, "{\"vectors\":[[1.0,-0.5]],\"tokens\":1}");

        FakeClient client = embed("{\"model\":\"first/vectors\",\"input\":\"a\",\"encoding_format\":\"base64\"}");

        // 1.0f and -0.5f, the lowest byte first
        assertThat(tree(client.sent().getFirst()).at("/data/0/embedding").asString())
                .isEqualTo("AACAPwAAAL8=");
    }

    @Test
    void givesAllVectorsOrNone() {
        transport
                .answer(200, "{\"vectors\":[[1],[2]],\"tokens\":1}")
                .answer(500, "gone")
                .answer(200, "{\"vectors\":[[7],[8]],\"tokens\":1}")
                .answer(200, "{\"vectors\":[[9]],\"tokens\":1}");
        chain = List.of(
                new ChainStep("first", List.of("vectors"), Credential.PLATFORM),
                new ChainStep("second", List.of("vectors"), Credential.PLATFORM));

        FakeClient client = embed("{\"model\":\"vectors\",\"input\":[\"a\",\"b\",\"c\"]}");

        assertThat(tree(client.sent().getFirst())
                        .path("data")
                        .valueStream()
                        .map(entry -> entry.path("embedding").path(0).asInt()))
                .containsExactly(7, 8, 9);
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second").containsEntry("x-qnp-attempts", "2");
    }

    @Test
    void neverFallsBackToAnEmbeddingModelThatNobodyNamed() {
        transport.answer(500, "gone");

        FakeClient client = embed("{\"model\":\"first/special-vectors\",\"input\":\"a\"}");

        assertThat(transport.asked()).containsExactly("first/special-vectors");
        assertThat(client.status()).isEqualTo(502);
    }

    @Test
    void countsAnAnswerWithTooFewVectorsAsNone() {
        transport.answer(200, "{\"vectors\":[[1]],\"tokens\":1}");

        FakeClient client = embed("{\"model\":\"first/special-vectors\",\"input\":[\"a\",\"b\"]}");

        assertThat(client.status()).isEqualTo(502);
        assertThat(client.sent().getFirst()).contains("1 embeddings for 2 inputs");
    }

    @Test
    void estimatesTokensWhereTheVendorReportsNone() {
        transport.answer(200, "{\"vectors\":[[1]]}");

        embed("{\"model\":\"first/vectors\",\"input\":\"12345678\"}");

        assertThat(onlyRecord().usage().promptTokens()).isEqualTo(2);
        assertThat(onlyRecord().usage().estimated()).isTrue();
    }

    @Test
    void needsThePermissionOfTheEndpoint() {
        permissions = EnumSet.of(Permission.CHAT);

        FakeClient client = embed("{\"model\":\"vectors\",\"input\":\"a\"}");

        assertThat(client.status()).isEqualTo(403);
        assertThat(transport.asked()).isEmpty();
    }

    @Test
    void saysSoWhenNoProviderHasTheEndpoint() {
        chain = List.of(new ChainStep("third", List.of(), Credential.PLATFORM));

        FakeClient client = embed("{\"model\":\"qnp/auto\",\"input\":\"a\"}");

        assertThat(client.status()).isEqualTo(400);
        assertThat(tree(client.sent().getFirst()).at("/error/code").asString()).isEqualTo("no_provider");
    }

    @Test
    void pricesImagesByThePieceWhereTheVendorCountsNoTokens() {
        transport.answer(200, "{\"count\":3}");

        FakeClient client = images("{\"model\":\"first/pictures\",\"prompt\":\"a cat\",\"n\":3,\"size\":\"512x512\"}");

        assertThat(client.headers()).containsEntry("x-qnp-cost-usd", "0.06");
        assertThat(onlyRecord().endpoint()).isEqualTo("images.generations");
    }

    @Test
    void pricesImagesByTheirTokensWhereTheVendorCountsThem() {
        transport.answer(200, "{\"count\":1,\"tokens\":1000}");

        FakeClient client = images("{\"model\":\"first/pictures\",\"prompt\":\"a cat\"}");

        assertThat(client.headers()).containsEntry("x-qnp-cost-usd", "0.03");
    }

    @Test
    void neverCallsAnImageFreeThatHasNoPrice() {
        transport.answer(200, "{\"count\":1}");

        FakeClient client = images("{\"model\":\"first/pictures\",\"prompt\":\"a cat\",\"size\":\"9x9\"}");

        assertThat(client.headers()).doesNotContainKey("x-qnp-cost-usd");
        assertThat(onlyRecord().cost()).isNull();
    }

    @Test
    void asksTheDefaultImageModelWhenNoneIsNamed() {
        transport.answer(200, "{\"count\":1}");

        images("{\"prompt\":\"a cat\"}");

        assertThat(transport.asked()).containsExactly("first/pictures");
    }

    @Test
    void leavesOtherVendorsFieldsOutAndSaysSo() {
        transport.answer(200, "{}");

        FakeClient client = chat("{\"model\":\"first/chat\",\"own_of_first\":1,\"own_of_second\":2,\"new\":3,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(tree(transport.bodies().getFirst()).propertyNames())
                .contains("own_of_first", "new")
                .doesNotContain("own_of_second");
        assertThat(client.headers()).containsEntry("x-qnp-dropped", "own_of_second");
    }

    @Test
    void fetchesFilesForVendorsThatTakeOnlyBytes() {
        files.with("https://pictures.test/a.png", new FetchedFile("image/png", "AAAA"));
        transport.answer(500, "gone").answer(200, "{}");

        FakeClient client = chat(withImage("https://pictures.test/a.png"));

        assertThat(client.status()).isEqualTo(200);
        assertThat(tree(transport.bodies().getLast()).at("/files/0").asString()).isEqualTo("AAAA");
        assertThat(files.asked).as("once for all attempts").containsExactly("https://pictures.test/a.png");
    }

    @Test
    void refusesFilesThatCantBeFetchedInPlainWords() {
        FakeClient client = chat(withImage("http://10.0.0.1/a.png"));

        assertThat(client.status()).isEqualTo(400);
        assertThat(tree(client.sent().getFirst()).at("/error/code").asString()).isEqualTo("unsupported_parameter");
        assertThat(client.sent().getFirst()).contains("can't be fetched").contains("data URI");
        assertThat(transport.asked()).isEmpty();
    }

    @Test
    void masksTheCredentialThatAVendorsMessageQuotes() {
        transport
                .answer(401, "Incorrect API key provided: " + SECRET)
                .answer(401, "Incorrect API key provided: sk-ab**************1234.");

        FakeClient client = chat("{\"model\":\"first/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(client.sent().getFirst())
                .contains("Incorrect API key provided: ****")
                .doesNotContain("sk-a", "1234");
        assertThat(records.kept().getFirst().attempts().toString()).doesNotContain("sk-a", "1234");
    }

    private static String withImage(String address) {
        return "{\"model\":\"first/chat\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"" + address + "\"}}]}]}";
    }

    private FakeClient chat(String body) {
        return relay(Endpoint.CHAT_COMPLETIONS, body);
    }

    private FakeClient embed(String body) {
        return relay(Endpoint.EMBEDDINGS, body);
    }

    private FakeClient images(String body) {
        return relay(Endpoint.IMAGES, body);
    }

    private FakeClient relay(Endpoint endpoint, String body) {
        Grant grant = new Grant("key-1", "account-1", Scope.of(permissions), chain, Map.of(), Spending.UNLIMITED);
        Relay relay = new Relay(
                new Gate(hash -> new Grants.Lookup.Found(grant), time),
                EndpointsTest::platform,
                new Upstreams(transport, files, health, time, RelaySettings.DEFAULTS),
                new Accounting(new FakeLimits(), new FakeReservations(), records),
                sent -> {},
                new FakeObserver(),
                new FakeTimers());
        FakeClient client = new FakeClient();
        relay.relay(
                new Call(
                        "req_1",
                        endpoint,
                        key.bearer(),
                        null,
                        () -> new RequestBody.Read.Complete(JsonText.of(body)),
                        time.nanos()),
                client);
        return client;
    }

    private static Platform platform() {
        List<Provider> vendors = Installed.among(List.of(
                TestVendor.of("first", Set.of("own_of_first")),
                TestVendor.of("second", Set.of("own_of_second")),
                TestVendor.ofChatOnly("third")));
        return new Platform(
                vendors.stream().map(EndpointsTest::installed).toList(),
                new Catalogue(
                        "2026-01-01",
                        List.of(
                                model("vectors", Model.Mode.EMBEDDING, prices("1", null), Map.of()),
                                model(
                                        "pictures",
                                        Model.Mode.IMAGE_GENERATION,
                                        prices(null, "30"),
                                        Map.of("any", Map.of("512x512", new BigDecimal("0.02"))))),
                        Map.of()));
    }

    private static PlatformProvider installed(Provider vendor) {
        String id = vendor.profile().id();
        Credential credential = new Credential(
                Credential.PLATFORM, id, Secret.of(SECRET), vendor.profile().baseUrl());
        return new PlatformProvider(vendor, credential, List.of());
    }

    private static Model model(
            String slug, Model.Mode mode, TokenPrices prices, Map<String, Map<String, BigDecimal>> perImage) {
        return new Model(
                "first", slug, mode, null, null, Set.of(), Map.of(), new Prices(prices, List.of(), perImage), null);
    }

    private static TokenPrices prices(@Nullable String input, @Nullable String imageOutput) {
        Map<TokenKind, BigDecimal> prices = new EnumMap<>(TokenKind.class);
        if (input != null) {
            prices.put(TokenKind.INPUT, new BigDecimal(input));
        }
        if (imageOutput != null) {
            prices.put(TokenKind.IMAGE_OUTPUT, new BigDecimal(imageOutput));
        }
        return new TokenPrices(prices);
    }

    private UsageRecord onlyRecord() {
        assertThat(records.kept()).hasSize(1);
        return records.kept().getFirst().record();
    }

    private static JsonNode tree(String json) {
        return Json.MAPPER.readTree(json);
    }
}
