package ai.qnp.core.provider.google;

import static ai.qnp.core.provider.Requests.part;
import static ai.qnp.core.provider.google.GoogleRequests.BUDGET;
import static ai.qnp.core.provider.google.GoogleRequests.FUNCTION;
import static ai.qnp.core.provider.google.GoogleRequests.HI;
import static ai.qnp.core.provider.google.GoogleRequests.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.FetchedFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoogleRequestTest {
    static List<Arguments> unsupported() {
        return List.of(
                Arguments.of("\"n\":9,\"messages\":" + HI, "n"),
                Arguments.of("\"functions\":[{\"name\":\"f\"}],\"messages\":" + HI, "functions"),
                Arguments.of(
                        "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"Kore\",\"format\":\"mp3\"},\"messages\":"
                                + HI,
                        "audio.format"),
                Arguments.of(
                        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}],\"messages\":" + HI, "tools[0]"),
                Arguments.of("\"tool_choice\":\"some\",\"tools\":[" + FUNCTION + "],\"messages\":" + HI, "tool_choice"),
                Arguments.of(
                        "\"tool_choice\":{\"type\":\"custom\"},\"tools\":[" + FUNCTION + "],\"messages\":" + HI,
                        "tool_choice"),
                Arguments.of(
                        "\"response_format\":{\"type\":\"json_object\"},\"tools\":[" + FUNCTION + "],\"messages\":"
                                + HI,
                        "response_format"),
                Arguments.of("\"response_format\":{\"type\":\"grammar\"},\"messages\":" + HI, "response_format.type"),
                Arguments.of(
                        part("{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://x\"}}"),
                        "messages[0].content[1].image_url.url"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}"), "messages[0].content[1].file"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"filename\":\"x.unknown\",\"file_data\":\"AAAA\"}}"),
                        "messages[0].content[1].file"),
                Arguments.of(part("{\"type\":\"hologram\"}"), "messages[0].content[1].type"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_1\"}}]",
                        "messages[0].audio"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\"}}]",
                        "messages[0].function_call"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]",
                        "messages[1].role"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupported")
    void saysWhatGoogleCannotDo(String fields, String param) {
        Encoded encoded = encoded(BUDGET, fields, Map.of());

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            Failure failure = unsupported.failure();
            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(failure.code()).isEqualTo("unsupported_parameter");
            assertThat(failure.param()).isEqualTo(param);
            assertThat(failure.message()).contains(param);
        });
    }

    @Test
    void asksForFilesOnTheWebAndSendsThemInside() {
        String image = "https://example.com/x.png";
        String file = "http://example.com/y.pdf";
        String fields =
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                        + image + "\"}},{\"type\":\"file\",\"file\":{\"file_data\":\"" + file + "\"}}]}]";

        Encoded first = encoded(BUDGET, fields, Map.of());
        Encoded second = encoded(
                BUDGET,
                fields,
                Map.of(image, new FetchedFile("image/png", "AAAA"), file, new FetchedFile("application/pdf", "BBBB")));

        assertThat(first).isEqualTo(new Encoded.NeedsFiles(java.util.Set.of(image, file)));
        JsonNode parts = Json.MAPPER
                .readTree(((Encoded.Ready) second).request().body().utf8())
                .at("/contents/0/parts");
        assertThat(parts)
                .isEqualTo(Json.MAPPER.readTree("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"BBBB\"}}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, /models/gemini-2.5-flash",
        "models/gemini-x, /models/gemini-x",
        "tunedModels/mine-1, /tunedModels/mine-1",
        "../../evil?key=1, /models/..%2F..%2Fevil%3Fkey%3D1",
        "a b, /models/a%20b"
    })
    void namesTheModelInThePath(String model, String path) {
        Encoded.Ready whole = (Encoded.Ready) encoded(model, "\"messages\":" + HI, Map.of());
        Encoded.Ready stream = (Encoded.Ready) encoded(model, "\"stream\":true,\"messages\":" + HI, Map.of());

        assertThat(whole.request().path()).isEqualTo(path + ":generateContent");
        assertThat(whole.request().stream()).isFalse();
        assertThat(stream.request().path()).isEqualTo(path + ":streamGenerateContent?alt=sse");
        assertThat(stream.request().stream()).isTrue();
        assertThat(stream.request().body()).isEqualTo(whole.request().body());
    }

    @Test
    void presentsItselfAsGoogleWants() {
        var profile = Google.provider().profile();

        assertThat(profile.auth().header()).isEqualTo("x-goog-api-key");
        assertThat(profile.auth().prefix()).isEmpty();
        assertThat(profile.baseUrl().getPath()).isEqualTo("/v1beta");
        assertThat(profile.environmentKeys()).containsExactly("GEMINI_API_KEY", "GOOGLE_API_KEY");
    }
}
