package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class ModelsIT {
    private final Gateway gateway;
    private final Caller caller;

    ModelsIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.manage()
                .caller(
                        "{\"name\":\"models\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\",\"gpt-4o-mini\"]},"
                                + "{\"provider\":\"anthropic\",\"models\":[\"claude-sonnet-4-5\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api/v1", "/api/api/v1"})
    void listsTheModelsOfTheChain(String prefix) {
        // when
        JsonNode list = caller.get(prefix + "/models").expect(200).json();

        // then
        assertThat(list.path("object").asString()).isEqualTo("list");
        List<JsonNode> models = list.path("data").valueStream().toList();
        assertThat(models)
                .extracting(model -> model.path("id").asString())
                .contains("openai/gpt-4o", "openai/gpt-4o-mini", "anthropic/claude-sonnet-4-5")
                .hasSize(3);
        assertThat(models).allSatisfy(model -> {
            assertThat(model.path("object").asString()).isEqualTo("model");
            assertThat(model.path("created").isIntegralNumber()).isTrue();
            assertThat(model.path("owned_by").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-4o", "openai%2Fgpt-4o", "gpt-4o"})
    void describesOneModelHoweverItsSlashIsWritten(String id) {
        // when
        JsonNode model = caller.get("/v1/models/" + id).expect(200).json();

        // then
        assertThat(model.path("object").asString()).isEqualTo("model");
        assertThat(model.path("id").asString()).endsWith("gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-nonsense", "openai/gpt-4.1", "nobody/gpt-4o"})
    void doesNotKnowAModelOutsideTheChain(String id) {
        // when
        Answer answer = caller.get("/v1/models/" + id).expect(404);

        // then
        assertThat(answer.code()).isEqualTo("model_not_found");
        assertThat(answer.error().path("message").asString()).isNotBlank();
    }

    @Test
    void tellsWhatAModelCanDoAndCosts() {
        // when
        JsonNode model = caller.get("/v1/models/openai/gpt-4o").expect(200).json();

        // then
        assertThat(model.path("context_window").asInt()).isEqualTo(128_000);
        assertThat(model.path("max_output_tokens").asInt()).isEqualTo(16_384);
        assertThat(model.path("input_modalities").valueStream().map(JsonNode::asString))
                .contains("text", "image");
        assertThat(model.path("supported_parameters").valueStream().map(JsonNode::asString))
                .contains("tools", "response_format", "stream");
        assertThat(model.at("/pricing/input").asString()).isEqualTo("2.5");
        assertThat(model.at("/pricing/output").asString()).isEqualTo("10");
    }

    @Test
    void showsRetiredModelsAsRetired() {
        // given
        Caller over = gateway.manage().caller("{\"name\":\"retired\",\"chain\":[{\"provider\":\"deepseek\"}]}");

        // when
        JsonNode model =
                over.get("/v1/models/deepseek/deepseek-chat").expect(200).json();

        // then
        assertThat(model.path("retired").asBoolean()).isTrue();
        assertThat(model.path("deprecated_on").asString()).isNotBlank();
    }

    @Test
    void listsOnlyWhatTheKeysPermissionsReach() {
        // given
        Caller embedder = gateway.manage()
                .caller("{\"name\":\"e\",\"chain\":[{\"provider\":\"mistral\"}],\"permissions\":[\"embeddings\"]}");

        // when
        JsonNode list = embedder.get("/v1/models").expect(200).json();

        // then
        assertThat(list.path("data").valueStream().filter(model -> model.has("mode")))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.path("mode").asString()).isEqualTo("embedding"));
    }

    @Test
    void listsModelsThatTheVendorHasAndTheCatalogueHasNot() {
        // given: the provider's own list names m1
        Caller over = gateway.manage().caller("{\"name\":\"new\",\"chain\":[{\"provider\":\"groq\"}]}");

        // when
        Answer answer = Eventually.get(
                "the model is listed", () -> over.get("/v1/models/groq/m1"), asked -> asked.status() == 200);

        // then
        assertThat(answer.json().path("pricing").isNull()).isTrue();
        gateway.upstream().on("groq", Answers.says("new"));
        assertThat(over.chat(Caller.ask("groq/m1")).expect(200).text()).isEqualTo("new");
    }

    @Test
    void wantsAKey() {
        assertThat(gateway.http().send("GET", "/v1/models", null).expect(401).code())
                .isEqualTo("missing_api_key");
    }

    @Test
    void listsWhatThePlatformOffersToAKeyWithoutAChain() {
        // given
        Caller platform = gateway.manage().caller("{\"name\":\"platform\"}");

        // when
        JsonNode list = platform.get("/v1/models").expect(200).json();

        // then
        assertThat(list.path("data").valueStream())
                .extracting(model -> model.path("id").asString())
                .contains("openai/gpt-4o", "anthropic/claude-sonnet-4-5");
    }
}
