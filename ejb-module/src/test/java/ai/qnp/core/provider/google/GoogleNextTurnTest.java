package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that sends an answer's message back sends Google what Google needs: its calls, images, tools and signatures. */
class GoogleNextTurnTest {
    private final ChatTranslator chat = Google.provider().chat();

    /** Whole answers with anything to bring back; speech stays behind, as documented. */
    static Stream<Recording> answers() {
        return Recording.of("google").stream()
                .filter(recording -> recording.status() == 200 && !recording.isStream())
                .filter(recording -> {
                    JsonNode answer = Json.MAPPER.readTree(recording.body());
                    String reason = answer.at("/candidates/0/finishReason").asString("");
                    return !answer.at("/candidates/0/content/parts").isEmpty()
                            && !reason.equals("MALFORMED_FUNCTION_CALL")
                            && !answer.toString().contains("audio/L16");
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatComesBackIsWhatWasSent(Recording recording) {
        JsonNode parts = Json.MAPPER.readTree(recording.body()).at("/candidates/0/content/parts");
        Decoded.Completion completion =
                (Decoded.Completion) chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);
        JsonNode message = Json.MAPPER.readTree(completion.json().utf8()).at("/choices/0/message");

        Encoded encoded = chat.encode(
                Requests.read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}," + message
                        + ",{\"role\":\"user\",\"content\":\"y\"}]}"),
                EncodingContext.of("gemini-2.5-flash"));

        JsonNode body =
                Json.MAPPER.readTree(((Encoded.Ready) encoded).request().body().utf8());
        assertThat(said(body.at("/contents/1/parts"))).containsExactlyInAnyOrderElementsOf(said(parts));
    }

    /** Each part but thoughts; texts as one with the last signature, calls without the id that may have been made. */
    private static List<String> said(JsonNode parts) {
        List<String> said = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String signature = "";
        for (JsonNode part : parts) {
            if (part.path("thought").asBoolean(false)) {
                continue;
            }
            if (part.has("text") || part.isEmpty()) {
                text.append(part.path("text").asString(""));
                signature = part.path("thoughtSignature").asString(signature);
            } else {
                ObjectNode copy = (ObjectNode) part.deepCopy();
                if (copy.path("functionCall") instanceof ObjectNode call) {
                    call.remove("id");
                    String name = call.path("name").asString();
                    JsonNode args = call.path("args");
                    copy.put("functionCall", name + (args.isObject() ? args.toString() : "{}"));
                }
                said.add(new TreeMap<>(copy.propertyStream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        field -> field.getValue().toString())))
                        .toString());
            }
        }
        said.add(text + "#" + signature);
        return said;
    }
}
