package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.Quirks.OutputCap;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequestRulesTest {
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]";

    @Test
    void oneCapIsSentUnderTheVendorsNameAndTheNewerOneCounts() {
        Sending older = to(Quirks.NONE.capAs(OutputCap.MAX_TOKENS), RequestRules.wrapsStop());
        Sending newer = to(Quirks.NONE.capAs(OutputCap.MAX_COMPLETION_TOKENS), RequestRules.wrapsStop());
        String both = "\"max_tokens\":5,\"max_completion_tokens\":7";

        assertThat(older.fields(both).path("max_tokens").asInt()).isEqualTo(7);
        assertThat(newer.fields(both).path("max_completion_tokens").asInt()).isEqualTo(7);
        assertThat(newer.fields("\"max_tokens\":5")
                        .path("max_completion_tokens")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aSingleStopIsWrapped() {
        assertThat(to(RequestRules.wrapsStop()).fields("\"stop\":\"x\"").path("stop"))
                .hasToString("[\"x\"]");
    }

    @Test
    void allowedToolsAreTheOnlyOnes() {
        JsonNode sent = to(RequestRules.sendsAllowedToolsOnly())
                .fields(
                        TOOLS
                                + ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}}");

        assertThat(sent.path("tools")).hasToString("[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]");
        assertThat(sent.path("tool_choice").asString()).isEqualTo("required");
    }

    @Test
    void aNamedToolIsTheOnlyOneAndRequired() {
        JsonNode sent = to(MessageRules.namedToolAsOnlyTool("required"), MessageRules.withoutStrict())
                .fields(TOOLS + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");

        assertThat(sent.path("tools")).hasToString("[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        assertThat(sent.path("tool_choice").asString()).isEqualTo("required");
    }

    @Test
    void anEarlierRefusalIsSaidInTheContent() {
        Sending vendor = to(MessageRules.refusalsAsText());

        assertThat(vendor.messages("[{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No\"}]"))
                .hasToString("[{\"role\":\"assistant\",\"content\":\"No\"}]");
        assertThat(vendor.messages("[{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null}]"))
                .hasToString("[{\"role\":\"assistant\",\"content\":\"a\"}]");
    }

    @Test
    void partsOfOtherTypesAreRefused() {
        Sending vendor = to(MessageRules.takesParts("text"));

        assertThat(vendor.refusedBody(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"video_url\"}]}]}"))
                .isEqualTo("messages");
    }

    @Test
    void functionMessagesAreRefused() {
        assertThat(
                        to(MessageRules.refusesFunctionMessages())
                                .refusedBody(
                                        "{\"model\":\"m\",\"messages\":[{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}]}"))
                .isEqualTo("messages");
    }

    @Test
    void eachFeatureNamesItsField() {
        assertThat(to(RequestRules.refuses(Feature.JSON_SCHEMA))
                        .refused("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\"}}"))
                .isEqualTo("response_format");
        assertThat(to(RequestRules.refuses(Feature.TOOLS)).refused(TOOLS)).isEqualTo("tools");
        assertThat(to(RequestRules.refuses(Feature.TOOLS)).refused("\"functions\":[{\"name\":\"f\"}]"))
                .isEqualTo("functions");
        assertThat(
                        to(RequestRules.refuses(Feature.IMAGES))
                                .refusedBody(
                                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.test\"}}]}]}"))
                .isEqualTo("messages");
    }

    @Test
    void aNumberOutsideTheRangeBecomesTheNearest() {
        Sending vendor = to(RequestRules.clamps("top_p", 0.1, 0.9));

        assertThat(vendor.fields("\"top_p\":1").path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(vendor.fields("\"top_p\":0").path("top_p").asDouble()).isEqualTo(0.1);
        assertThat(vendor.dropped("\"top_p\":0")).containsExactly("top_p");
        assertThat(vendor.dropped("\"top_p\":0.5")).isEmpty();
    }

    private static Sending to(RequestRule... rules) {
        return to(Quirks.NONE, rules);
    }

    private static Sending to(Quirks quirks, RequestRule... rules) {
        ProviderProfile profile = new ProviderProfile(
                "acme",
                "Acme",
                URI.create("https://acme.test"),
                AuthScheme.BEARER,
                Map.of(),
                List.of(),
                DefaultModels.NONE,
                Set.of(),
                List.of());
        return new Sending(CompatibleProvider.of(profile, quirks.requests(rules)), "m");
    }
}
