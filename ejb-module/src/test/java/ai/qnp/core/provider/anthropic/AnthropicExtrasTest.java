package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.provider.Requests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Caps that the catalogue knows, cache marks, and files at addresses that Anthropic does not fetch from. */
class AnthropicExtrasTest {
    private static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String MARK = "\"cache_control\":{\"type\":\"ephemeral\"}";

    private final ChatTranslator chat = Anthropic.provider().chat();

    static List<Arguments> caps() {
        return List.of(
                Arguments.of("claude-3-haiku-20240307", 4096L, "", 4096L),
                Arguments.of("claude-opus-4-1", 32_000L, "", 32_000L),
                Arguments.of("claude-opus-4-1", 32_000L, ",\"reasoning_effort\":\"high\"", 32_000L),
                Arguments.of("claude-sonnet-4-5", 64_000L, ",\"reasoning_effort\":\"high\"", 48_384L),
                Arguments.of("claude-haiku-5-5", 128_000L, "", 32_000L),
                Arguments.of("claude-haiku-5-5", 128_000L, ",\"max_tokens\":100000", 100_000L),
                Arguments.of("claude-haiku-5-5", null, "", 8192L));
    }

    @ParameterizedTest(name = "{0} {1}{2}")
    @MethodSource("caps")
    void withoutAClientsCapTheModelsOwnCountsUpToABound(String model, Long most, String fields, long expected) {
        Model facts =
                new Model("anthropic", model, Model.Mode.CHAT, 200_000L, most, Set.of("text"), Map.of(), null, null);

        JsonNode body = body(fields, HI, new EncodingContext(model, facts, Map.of()));

        assertThat(body.path("max_tokens").asLong()).isEqualTo(expected);
        assertThat(body.at("/thinking/budget_tokens").asLong(0)).isLessThan(expected);
    }

    static List<Arguments> marks() {
        return List.of(
                Arguments.of("[{\"role\":\"system\",\"content\":\"S\"," + MARK + "}]", "/messages/0/content/0"),
                Arguments.of("[{\"role\":\"user\",\"content\":\"a\"," + MARK + "}]", "/messages/0/content/0"),
                Arguments.of(
                        "[{\"role\":\"user\"," + MARK
                                + ",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}]",
                        "/messages/0/content/1"),
                Arguments.of(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"," + MARK
                                + "},{\"type\":\"text\",\"text\":\"b\"}]}]",
                        "/messages/0/content/0"),
                Arguments.of(
                        "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\"," + MARK
                                + ",\"tool_calls\":[{\"id\":\"t\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"1\"}]",
                        "/messages/1/content/0"),
                Arguments.of(
                        "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"1\"," + MARK + "}]",
                        "/messages/2/content/0"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("marks")
    void aCacheMarkStandsInOnePlace(String messages, String place) {
        JsonNode body = body("", messages, EncodingContext.of("claude-haiku-5-5"));

        assertThat(body.at(place).path("cache_control").path("type").asString()).isEqualTo("ephemeral");
        assertThat(body.toString().split("cache_control", -1)).hasSize(2);
    }

    static List<Arguments> files() {
        return List.of(
                Arguments.of(
                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://example.com/x\"}}",
                        "image/png",
                        "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}}"),
                Arguments.of(
                        "{\"type\":\"file\",\"file\":{\"filename\":\"x.pdf\",\"file_data\":\"http://example.com/x\"}}",
                        "application/pdf",
                        "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\","
                                + "\"data\":\"AAAA\"},\"title\":\"x.pdf\"}"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("files")
    void whatLiesAtAPlainAddressIsFetchedHere(String part, String mediaType, String block) {
        String messages = "[{\"role\":\"user\",\"content\":[" + part + "]}]";
        EncodingContext context = EncodingContext.of("claude-haiku-5-5");

        Encoded first = encoded("", messages, context);
        JsonNode body =
                body("", messages, context.with(Map.of("http://example.com/x", new FetchedFile(mediaType, "AAAA"))));

        assertThat(first).isEqualTo(new Encoded.NeedsFiles(Set.of("http://example.com/x")));
        assertThat(body.at("/messages/0/content/0")).isEqualTo(Json.MAPPER.readTree(block));
    }

    @Test
    void aDocumentAtASecureAddressIsAnthropicsToFetch() {
        JsonNode body = body(
                "",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"https://example.com/x.pdf\"}}]}]",
                EncodingContext.of("claude-haiku-5-5"));

        assertThat(body.at("/messages/0/content/0/source"))
                .isEqualTo(Json.MAPPER.readTree("{\"type\":\"url\",\"url\":\"https://example.com/x.pdf\"}"));
    }

    @Test
    void blocksComeBackToTheirPlacesAlsoWhenTheTextWasChanged() {
        String message = """
                {"role":"assistant","content":"a🙂","provider_content":[
                  {"type":"server_tool_use","id":"s","name":"n","input":"half {","qnp_provider":"anthropic","qnp_at":[1,2],"index":0},
                  {"type":"result","tool_use_id":"s","qnp_provider":"anthropic","qnp_at":[2,99],"index":1},
                  {"type":"foreign","qnp_provider":"other","qnp_at":[0,0]},
                  {"type":"unmarked"}]}""";

        JsonNode body = body(
                "",
                "[{\"role\":\"user\",\"content\":\"x\"}," + message + ",{\"role\":\"user\",\"content\":\"y\"}]",
                EncodingContext.of("claude-haiku-5-5"));

        assertThat(body.at("/messages/1/content")).isEqualTo(Json.MAPPER.readTree("""
                [{"type":"text","text":"a🙂"},
                 {"type":"server_tool_use","id":"s","name":"n","input":{"arguments":"half {"}},
                 {"type":"result","tool_use_id":"s"}]"""));
    }

    private JsonNode body(String fields, String messages, EncodingContext context) {
        return Json.MAPPER.readTree(((Encoded.Ready) encoded(fields, messages, context))
                .request()
                .body()
                .utf8());
    }

    private Encoded encoded(String fields, String messages, EncodingContext context) {
        return chat.encode(Requests.read("{\"model\":\"a\",\"messages\":" + messages + fields + "}"), context);
    }
}
