package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The price book, through the front doors. */
@AcceptanceTest
class PricesIT {
    private static final String CATALOGUE = """
            {"schema_version":1,"as_of":"2031-01-01","models":[{"provider":"openai","model":"gpt-4o","mode":"chat",
             "prices":{"input":"2.75","output":"10","cached_input":"1.25"}}]}""";

    private final Gateway gateway;

    PricesIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private Answer call(String method, String path, String body) {
        return gateway.manage().call(method, path, body);
    }

    @Test
    void anOperatorsPriceHoldsWithTheNextRequestAndPastUsageCanBeRatedAnew() {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Good ", "day"));
        Caller caller = gateway.manage().callerOver(provider);
        Answer unpriced = caller.chat(Caller.ask("m1")).expect(200);

        // when
        String version = call(
                        "PUT",
                        "/prices/overrides/" + provider + "/m1",
                        "{\"prices\":{\"input\":\"1000000\",\"output\":\"1000000\",\"cached_input\":\"0\"}}")
                .expect(200)
                .json()
                .path("version")
                .asString();
        Answer priced = caller.chat(Caller.ask("m1")).expect(200);

        // then
        JsonNode before =
                gateway.manage().usageOf(caller, unpriced.header("x-request-id").orElseThrow());
        JsonNode after =
                gateway.manage().usageOf(caller, priced.header("x-request-id").orElseThrow());
        assertThat(before.path("cost_usd").isNull()).isTrue();
        assertThat(before.path("price_version").isNull()).isTrue();
        String cost = after.path("cost_usd").asString();
        assertThat(cost)
                .isEqualTo(Long.toString(after.path("prompt_tokens").asLong()
                        - after.path("cached_tokens").asLong()
                        + after.path("completion_tokens").asLong()));
        assertThat(priced.header("x-qnp-cost-usd")).hasValue(cost);
        assertThat(after.path("price_version").asString()).isEqualTo(version);
        JsonNode line = reRated(version, provider);
        assertThat(line.path("requests").asInt()).isEqualTo(2);
        assertThat(line.path("old_cost_usd").asString()).isEqualTo(cost);
        assertThat(line.path("new_cost_usd").asString()).isEqualTo(cost);
        assertThat(line.path("difference_usd").asString()).isEqualTo("0");
        assertThat(line.path("newly_priced_requests").asInt()).isEqualTo(1);
        assertThat(line.path("newly_priced_cost_usd").asString()).isEqualTo(cost);
        call("DELETE", "/prices/overrides/" + provider + "/m1", null).expect(204);
        assertThat(call("GET", "/prices?version=" + version + "&provider=" + provider, null)
                        .expect(200)
                        .json()
                        .at("/data/0/overridden")
                        .asBoolean())
                .isTrue();
        assertThat(call("GET", "/prices?provider=" + provider, null)
                        .expect(200)
                        .json()
                        .path("data"))
                .isEmpty();
    }

    private JsonNode reRated(String version, String provider) {
        return call("GET", "/prices/re-rate?version=" + version, null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(line -> line.path("provider").asString().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFeeAndAServiceTierThatTheVendorsAnswerTellsArePaid() {
        // given
        gateway.upstream().on("perplexity", conversation -> conversation.json(200, """
                {"id":"p","object":"chat.completion","created":1,"model":"sonar","choices":[{"index":0,
                 "finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}],
                 "usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25,"search_context_size":"high"}}"""));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"fees\",\"chain\":[{\"provider\":\"perplexity\",\"credential\":\"platform\"}]}");

        // when
        Answer answer = caller.chat(Caller.ask("sonar")).expect(200);

        // then
        assertThat(answer.header("x-qnp-cost-usd")).hasValue("0.012025");
    }

    @Test
    void modelsOfTheBookAreFoundByTheirNamesWithSlashesToo() {
        // when
        JsonNode book = call("GET", "/prices?provider=groq&model=openai/gpt-oss-120b", null)
                .expect(200)
                .json();

        // then
        assertThat(book.path("data")).hasSize(1);
        assertThat(book.at("/data/0/prices/input").asString()).isEqualTo("0.15");
        assertThat(book.path("version").asString()).startsWith("20");
        assertThat(call("GET", "/prices/versions", null).expect(200).json().path("data"))
                .isNotEmpty();
    }

    @Test
    void anImportIsOnlyShownUnlessItIsTaken() {
        // given
        String before =
                call("GET", "/prices", null).expect(200).json().path("version").asString();

        // when
        JsonNode shown = call("POST", "/prices/import", CATALOGUE).expect(200).json();

        // then
        assertThat(shown.path("applied").asBoolean()).isFalse();
        assertThat(shown.path("as_of").asString()).isEqualTo("2031-01-01");
        assertThat(shown.path("removed")).isNotEmpty();
        JsonNode change = shown.path("changed")
                .valueStream()
                .filter(one -> one.path("field").asString().equals("input"))
                .findFirst()
                .orElseThrow();
        assertThat(change.path("provider").asString()).isEqualTo("openai");
        assertThat(change.path("model").asString()).isEqualTo("gpt-4o");
        assertThat(change.path("old").asString()).isEqualTo("2.5");
        assertThat(change.path("new").asString()).isEqualTo("2.75");
        assertThat(call("GET", "/prices", null)
                        .expect(200)
                        .json()
                        .path("version")
                        .asString())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT    | /prices/overrides/openai/m1     | {"prices":{"input":1}}        | 400 | prices.input must be a string
            PUT    | /prices/overrides/openai/m1     | {"prices":{"inptu":"1"}}      | 400 | prices.inptu is no price
            PUT    | /prices/overrides/openai/m1     | {"prices":{}}                 | 400 | at least one price
            PUT    | /prices/overrides/openai/m1     | {}                            | 400 | 'prices' is required
            PUT    | /prices/overrides/openai/m1     | {"prices":{},"x":1}           | 400 | Unknown field 'x'
            PUT    | /prices/overrides/openai/m1     | [                             | 400 | not valid JSON
            PUT    | /prices/overrides/nobody/m1     | {"prices":{"input":"1"}}      | 400 | nobody
            DELETE | /prices/overrides/openai/m1     |                               | 404 | not overridden
            POST   | /prices/import?apply=true       | {"schema_version":2}          | 400 | schema_version is 2
            POST   | /prices/import?apply=true       | {"schema_version":1           | 400 | line 1
            POST   | /prices/import?apply=perhaps    | {}                            | 400 | 'apply' must be true or false
            POST   | /prices/import?apply=true&dry_run=true | {}                     | 400 | either
            GET    | /prices?version=1999-01-01      |                               | 400 | no version '1999-01-01'
            GET    | /prices/re-rate                 |                               | 400 | 'version' is required
            GET    | /prices/re-rate?version=x       |                               | 400 | no version 'x'
            GET    | /prices/re-rate?version=x&from=yesterday |                      | 400 | 'from' must be a time
            """)
    void badInputIsAnsweredWithWhatIsWrong(String method, String path, String body, int status, String message) {
        // when
        Answer answer = call(method, path, body).expect(status);

        // then
        assertThat(answer.json().at("/error/message").asString()).contains(message);
    }
}
