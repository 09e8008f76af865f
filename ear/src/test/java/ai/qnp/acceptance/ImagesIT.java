package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class ImagesIT {
    private static final String GPT_IMAGE = """
            {"created":1700000000,"data":[{"b64_json":"AQID"}],"usage":{"total_tokens":1010,"input_tokens":10,\
            "output_tokens":1000,"input_tokens_details":{"text_tokens":10,"image_tokens":0}}}""";
    private static final String FLUX = """
            {"id":"i1","model":"black-forest-labs/FLUX.1-schnell","object":"list",\
            "data":[{"index":0,"b64_json":"AQID"}]}""";
    private static final String IMAGEN = """
            {"predictions":[{"bytesBase64Encoded":"AQID","mimeType":"image/png"}]}""";
    private static final String GEMINI = """
            {"candidates":[{"content":{"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"AQID"}}]},\
            "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1000,\
            "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1000}],"totalTokenCount":1010}}""";

    private final Gateway gateway;

    ImagesIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private Caller over(String provider) {
        return gateway.manage().caller("{\"name\":\"images\",\"chain\":[{\"provider\":\"" + provider + "\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-image-1, /images/generations",
        "google, imagen-4.0-generate-001, /models/imagen-4.0-generate-001:predict",
        "google, gemini-3.1-flash-image, /models/gemini-3.1-flash-image:generateContent",
        "together, black-forest-labs/FLUX.1-schnell, /images/generations"
    })
    void makesImagesAtEveryVendorThatCan(String provider, String model, String path) {
        // given
        gateway.upstream()
                .on(
                        provider,
                        conversation -> conversation.json(
                                200,
                                switch (conversation.request().path()) {
                                    case String asked when asked.endsWith(":predict") -> IMAGEN;
                                    case String asked when asked.endsWith(":generateContent") -> GEMINI;
                                    case String asked when asked.startsWith("/together") -> FLUX;
                                    default -> GPT_IMAGE;
                                }));
        Caller caller = over(provider);

        // when
        Answer answer = caller.post(
                        "/v1/images/generations",
                        "{\"model\":\"" + provider + "/" + model
                                + "\",\"prompt\":\"a cat\",\"response_format\":\"b64_json\"}")
                .expect(200);

        // then
        assertThat(answer.json().at("/data/0/b64_json").asString()).isEqualTo("AQID");
        assertThat(answer.json().path("created").isIntegralNumber()).isTrue();
        assertThat(answer.header("x-qnp-provider")).hasValue(provider);
        assertThat(gateway.upstream().received(provider).getLast().path()).isEqualTo("/" + provider + "/v1" + path);
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());
        assertThat(record.path("endpoint").asString()).isEqualTo("images.generations");
        assertThat(record.path("status").asInt()).isEqualTo(200);
    }

    @Test
    void pricesThemByTokensWhereTheVendorCountsThemElseByThePiece() {
        // given
        gateway.upstream()
                .on(
                        "google",
                        conversation -> conversation.json(
                                200, conversation.request().path().endsWith(":predict") ? IMAGEN : GEMINI));
        Caller caller = over("google");

        // when
        Answer byPiece =
                caller.post("/v1/images/generations", "{\"model\":\"imagen-4.0-generate-001\",\"prompt\":\"a cat\"}");
        Answer byTokens =
                caller.post("/v1/images/generations", "{\"model\":\"gemini-3.1-flash-image\",\"prompt\":\"a cat\"}");

        // then: $0.04 an image; 10 tokens at $0.50 and 1000 image tokens at $60 a million
        assertThat(byPiece.expect(200).header("x-qnp-cost-usd")).hasValue("0.04");
        assertThat(byTokens.expect(200).header("x-qnp-cost-usd")).hasValue("0.060005");
    }

    @Test
    void refusesWhatAVendorCantDo() {
        Answer answer = over("google")
                .post(
                        "/v1/images/generations",
                        "{\"model\":\"imagen-4.0-generate-001\",\"prompt\":\"a cat\",\"response_format\":\"url\"}")
                .expect(400);

        assertThat(answer.code()).isEqualTo("unsupported_parameter");
        assertThat(answer.error().path("param").asString()).isEqualTo("response_format");
    }

    @Test
    void needsAPrompt() {
        Answer answer = over("openai")
                .post("/v1/images/generations", "{\"model\":\"gpt-image-1\"}")
                .expect(400);

        assertThat(answer.code()).isEqualTo("missing_field");
        assertThat(answer.error().path("param").asString()).isEqualTo("prompt");
    }
}
