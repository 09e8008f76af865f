package ai.qnp.core.provider.google;

import static ai.qnp.core.provider.Requests.field;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.provider.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;

/** What Google gets of a request. */
final class GoogleRequests {
    static final String OLD = "gemini-2.0-flash";
    static final String BUDGET = "gemini-2.5-flash";
    static final String LEVEL = "gemini-3.5-flash";
    static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    static final String HI_TURN = "{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}";
    static final String FUNCTION =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true,\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}}}}}";

    private GoogleRequests() {}

    record Sent(JsonNode body, List<String> dropped) {}

    static Sent sent(String model, String fields) {
        Encoded.Ready ready = (Encoded.Ready) encoded(model, fields, Map.of());
        return new Sent(Json.MAPPER.readTree(ready.request().body().utf8()), ready.dropped());
    }

    static Encoded encoded(String model, String fields, Map<String, FetchedFile> files) {
        return Google.provider()
                .chat()
                .encode(
                        Requests.read("{\"model\":\"a\"," + fields + "}"),
                        EncodingContext.of(model).with(files));
    }

    static Arguments config(String name, String model, String fields, String expected, String... dropped) {
        return field(name, model, fields, "{\"generationConfig\":" + expected + "}", dropped);
    }

    /** The vendor gets that, beside the conversation. */
    static void assertWritten(String model, String fields, String expected, List<String> dropped) {
        Sent sent = sent(model, "\"messages\":" + HI + (fields.isEmpty() ? "" : "," + fields));

        String rest = expected.equals("{}") ? "}" : "," + expected.substring(1);
        assertThat(sent.body).isEqualTo(Json.MAPPER.readTree("{\"contents\":[" + HI_TURN + "]" + rest));
        assertThat(sent.dropped).containsExactlyInAnyOrderElementsOf(dropped);
    }
}
