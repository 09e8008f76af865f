package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Requests;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Anthropic gets of a request. */
final class AnthropicRequests {
    static final String OLDER = "claude-sonnet-4-5";
    static final String NEWER = "claude-haiku-5-5";
    static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    static final String HI_BLOCKS = "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]";
    static final String FUNCTION =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true,\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}";
    static final String TOOL =
            "{\"name\":\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\",\"properties\":"
                    + "{\"a\":{\"type\":\"integer\"}}}}";

    private AnthropicRequests() {}

    record Sent(JsonNode body, List<String> dropped) {}

    static Sent sent(String model, String fields) {
        Encoded encoded = Anthropic.provider()
                .chat()
                .encode(Requests.read("{\"model\":\"a\"," + fields + "}"), EncodingContext.of(model));
        Encoded.Ready ready = (Encoded.Ready) encoded;
        assertThat(ready.request().path()).isEqualTo("/messages");
        return new Sent(Json.MAPPER.readTree(ready.request().body().utf8()), ready.dropped());
    }
}
