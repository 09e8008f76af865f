package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
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
