package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Received;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class EmbeddingsIT {
    /** What each vendor says to one input. */
    private static final Map<String, String> ANSWERS = Map.of(
            "openai",
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-0.25]}],"
                    + "\"model\":\"e\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}",
            "google",
            "{\"embeddings\":[{\"values\":[0.5,-0.25]}]}",
            "cohere",
            "{\"id\":\"e1\",\"embeddings\":{\"float\":[[0.5,-0.25]]},\"texts\":[\"Hi\"],\"meta\":{\"billed_units\":"
                    + "{\"input_tokens\":8}}}");

    private final Gateway gateway;

    EmbeddingsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private static Script answer(String provider) {
        return conversation -> conversation.json(200, ANSWERS.getOrDefault(provider, ANSWERS.get("openai")));
    }

    private Caller over(String provider) {
        return gateway.manage().caller("{\"name\":\"embeddings\",\"chain\":[{\"provider\":\"" + provider + "\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, text-embedding-3-small, /embeddings",
        "mistral, mistral-embed-2312, /embeddings",
        "together, intfloat/multilingual-e5-large-instruct, /embeddings",
        "google, gemini-embedding-2, /models/gemini-embedding-2:batchEmbedContents",
        "cohere, embed-v4.0, /embed"
    })
    void embedsAtEveryVendorThatCan(String provider, String model, String path) throws Exception {
        // given
        gateway.upstream().on(provider, answer(provider));
        Caller caller = over(provider);

        // when
        Answer answer = caller.post("/v1/embeddings", "{\"model\":\"" + provider + "/" + model + "\",\"input\":\"Hi\"}")
                .expect(200);

        // then
        JsonNode json = answer.json();
        assertThat(json.path("object").asString()).isEqualTo("list");
        assertThat(json.at("/data/0/embedding").valueStream().map(JsonNode::asDouble))
                .containsExactly(0.5, -0.25);
        assertThat(answer.header("x-qnp-model")).hasValue(model);
        assertThat(answer.header("x-qnp-cost-usd")).isPresent();
        assertThat(gateway.upstream().received(provider).getLast().path()).isEqualTo("/" + provider + "/v1" + path);
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());
        assertThat(record.path("endpoint").asString()).isEqualTo("embeddings");
        assertThat(record.path("completion_tokens").asInt()).isZero();
        assertThat(record.path("tokens_estimated").asBoolean()).isEqualTo(provider.equals("google"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api/v1", "/api/api/v1"})
    void servesThemUnderEveryPrefix(String prefix) {
        gateway.upstream().on("openai", answer("openai"));

        over("openai")
                .post(prefix + "/embeddings", "{\"model\":\"text-embedding-3-small\",\"input\":\"Hi\"}")
                .expect(200);
    }

    @Test
    void convertsToBase64WhereTheVendorHasOnlyNumbers() {
        // given
        gateway.upstream().on("cohere", answer("cohere"));

        // when
        Answer answer = over("cohere")
                .post("/v1/embeddings", "{\"model\":\"embed-v4.0\",\"input\":\"Hi\",\"encoding_format\":\"base64\"}")
                .expect(200);

        // then: 0.5f and -0.25f, the lowest byte first
        assertThat(answer.json().at("/data/0/embedding").asString()).isEqualTo("AAAAPwAAgL4=");
    }

    @Test
    void splitsABatchBeyondTheVendorsLimitAndJoinsItInOrder() throws Exception {
        // given: each vector holds its input's number
        gateway.upstream().on("cohere", conversation -> {
            String vectors = conversation
                    .request()
                    .json()
                    .path("texts")
                    .valueStream()
                    .map(text -> "[" + text.asString() + "]")
                    .collect(Collectors.joining(","));
            conversation.json(
                    200,
                    "{\"id\":\"e1\",\"embeddings\":{\"float\":[" + vectors
                            + "]},\"meta\":{\"billed_units\":{\"input_tokens\":10}}}");
        });
        String inputs =
                IntStream.range(0, 200).mapToObj(number -> "\"" + number + "\"").collect(Collectors.joining(","));
        int before = gateway.upstream().received("cohere").size();

        // when
        Answer answer = over("cohere")
                .post("/v1/embeddings", "{\"model\":\"embed-v4.0\",\"input\":[" + inputs + "]}")
                .expect(200);

        // then
        assertThat(answer.json()
                        .path("data")
                        .valueStream()
                        .map(entry -> entry.at("/embedding/0").asInt()))
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
        List<Received> calls =
                gateway.upstream().received("cohere").stream().skip(before).toList();
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.json().path("texts").size()).isLessThanOrEqualTo(96));
        assertThat(answer.json().at("/usage/total_tokens").asInt()).isEqualTo(30);
    }

    @Test
    void refusesABadRequestWithTheFieldsName() {
        Answer answer = over("openai")
                .post("/v1/embeddings", "{\"model\":\"m\",\"input\":[]}")
                .expect(400);

        assertThat(answer.error().path("param").asString()).isEqualTo("input");
    }

    @Test
    void refusesAVendorWithoutEmbeddings() {
        Answer answer = over("deepseek")
                .post("/v1/embeddings", "{\"model\":\"deepseek/deepseek-chat\",\"input\":\"Hi\"}")
                .expect(400);

        assertThat(answer.code()).isEqualTo("unsupported_parameter");
        assertThat(answer.error().path("message").asString()).contains("DeepSeek");
    }
}
