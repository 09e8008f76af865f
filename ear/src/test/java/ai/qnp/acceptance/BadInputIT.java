package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@AcceptanceTest
class BadInputIT {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final Gateway gateway;
    private final Caller caller;

    BadInputIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.callerOver(Gateway.POLITE);
    }

    private static void isAnEnvelope(Answer answer, String type, String code) {
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.error().path("type").asString()).isEqualTo(type);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.error().path("message").asString())
                .isNotBlank()
                .doesNotContain("Exception", "tools.jackson", "ai.qnp");
        assertThat(answer.error().has("param")).isTrue();
        assertThat(answer.header("x-request-id").orElse("")).isNotBlank();
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                argumentSet("nothing", "", "invalid_json", "JSON"),
                argumentSet("cut off", "{\"model\":\"m1\",", "invalid_json", "JSON"),
                argumentSet("not JSON", "model=m1", "invalid_json", "JSON"),
                argumentSet("two values", "{\"model\":\"m1\"," + MESSAGES + "} {}", "invalid_json", "JSON"),
                argumentSet("an array", "[]", null, "object"),
                argumentSet("null", "null", null, "object"),
                argumentSet("a string", "\"hi\"", null, "object"),
                argumentSet("deep nesting", nested(5000), null, "nest"),
                argumentSet("no model", "{" + MESSAGES + "}", "missing_field", "model"),
                argumentSet("no messages", "{\"model\":\"m1\"}", "missing_field", "messages"),
                argumentSet("model null", "{\"model\":null," + MESSAGES + "}", null, "model"),
                argumentSet("model a number", "{\"model\":7," + MESSAGES + "}", null, "model"),
                argumentSet("model empty", "{\"model\":\"\"," + MESSAGES + "}", null, "model"),
                argumentSet("messages a string", "{\"model\":\"m1\",\"messages\":\"Hi\"}", null, "messages"),
                argumentSet("messages empty", "{\"model\":\"m1\",\"messages\":[]}", null, "messages"),
                argumentSet("a message a string", "{\"model\":\"m1\",\"messages\":[\"Hi\"]}", null, "messages"),
                argumentSet(
                        "stream a string", "{\"model\":\"m1\",\"stream\":\"yes\"," + MESSAGES + "}", null, "stream"),
                argumentSet(
                        "max_tokens text",
                        "{\"model\":\"m1\",\"max_tokens\":\"9\"," + MESSAGES + "}",
                        null,
                        "max_tokens"),
                argumentSet(
                        "max_tokens negative",
                        "{\"model\":\"m1\",\"max_tokens\":-1," + MESSAGES + "}",
                        null,
                        "max_tokens"),
                argumentSet("n text", "{\"model\":\"m1\",\"n\":\"two\"," + MESSAGES + "}", null, "n"));
    }

    private static String nested(int depth) {
        return "{\"model\":\"m1\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "," + MESSAGES + "}";
    }

    @ParameterizedTest
    @MethodSource("brokenBodies")
    void saysWhatIsWrongWithABody(String body, String code, String word) {
        // when
        Answer answer = caller.chat(body).expect(400);

        // then
        isAnEnvelope(answer, "invalid_request_error", code == null ? answer.code() : code);
        assertThat(answer.code()).isNotBlank();
        assertThat(answer.error().path("message").asString()).containsIgnoringCase(word);
    }

    @ParameterizedTest
    @CsvSource({
        "missing_field, {}",
        "invalid_json, {",
    })
    void namesTheFieldAtFault(String code, String body) {
        Answer answer = caller.chat(body).expect(400);
        assertThat(answer.error().path("param").isNull()).isEqualTo(code.equals("invalid_json"));
    }

    @Test
    void refusesBytesThatAreNoText() throws Exception {
        // given
        byte[] head = ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + caller.key() + "\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = java.util.Arrays.copyOf(head, head.length + 4);
        request[head.length] = '{';
        request[head.length + 1] = (byte) 0xff;
        request[head.length + 2] = (byte) 0xfe;
        request[head.length + 3] = '}';

        // when
        String answer = RawHttp.exchange(gateway.http().root(), request);

        // then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"invalid_json\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                     | missing_api_key",
                "Authorization: Bearer                                | missing_api_key",
                "Authorization: Basic dXNlcjpwYXNz                    | missing_api_key",
                "Authorization: Bearer hello                          | invalid_api_key",
                "X-API-Key: sk-1234567890                             | invalid_api_key",
                "Authorization: Bearer qnp-tooshort                   | invalid_api_key",
            })
    void refusesARequestWithoutAGoodKey(String header, String code) {
        // given
        String[] headers = header == null
                ? new String[0]
                : new String[] {
                    header.substring(0, header.indexOf(':')),
                    header.substring(header.indexOf(':') + 1).strip()
                };

        // when
        Answer answer = gateway.http()
                .send("POST", "/v1/chat/completions", Caller.ask("m1"), headers)
                .expect(401);

        // then
        isAnEnvelope(answer, "authentication_error", code);
        assertThat(answer.error().path("message").asString()).containsAnyOf("Authorization", "qnp-", "key");
    }

    @Test
    void tellsAMistypedKeyFromAnUnknownOne() {
        // given
        String key = caller.key();
        char last = key.charAt(key.length() - 1);
        String mistyped = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');

        // when
        Answer answer =
                new Caller(gateway.http(), "", mistyped).chat(Caller.ask("m1")).expect(401);

        // then
        isAnEnvelope(answer, "authentication_error", "invalid_api_key");
        assertThat(answer.error().path("message").asString()).containsAnyOf("mistyped", "typed", "typo", "checksum");
        assertThat(answer.body()).doesNotContain(mistyped);
    }

    @Test
    void doesNotTakeAKeyFromTheAddress() {
        gateway.http()
                .send("POST", "/v1/chat/completions?api_key=" + caller.key() + "&key=" + caller.key(), Caller.ask("m1"))
                .expect(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chat/completions, POST",
        "PUT, /v1/chat/completions, POST",
        "DELETE, /api/v1/chat/completions, POST",
        "PATCH, /api/api/v1/chat/completions, POST",
        "POST, /v1/models, GET",
        "DELETE, /v1/models, GET",
    })
    void saysWhichMethodIsAllowed(String method, String path, String allowed) {
        // when
        Answer answer = gateway.http()
                .send(method, path, null, "Authorization", "Bearer " + caller.key())
                .expect(405);

        // then
        isAnEnvelope(answer, "invalid_request_error", "method_not_allowed");
        assertThat(answer.header("allow").orElse("")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/v1",
                "/v1/",
                "/v2/chat/completions",
                "/chat/completions",
                "/api/v1/chat",
                "/api/nothing",
                "/v1/chat/completions/more",
                "/V1/chat/completions",
                "/WEB-INF/web.xml",
                "/META-INF/beans.xml"
            })
    void doesNotKnowAnyOtherPath(String path) {
        // when
        Answer answer = gateway.http().send("POST", path, Caller.ask("m1"), "Authorization", "Bearer " + caller.key());

        // then
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).isNotBlank().doesNotContainIgnoringCase("<html", "<!DOCTYPE");
        assertThat(answer.error().path("message").asString()).isNotBlank();
        assertThat(answer.header("x-request-id").orElse("")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/v1/..%2f..%2fWEB-INF/web.xml", "/v1/%zz"})
    void refusesAddressesThatAreNone(String path) throws Exception {
        // when
        String answer = RawHttp.exchange(
                gateway.http().root(),
                ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));

        // then the server itself says so, before any application is asked
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception", "<web-app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/chat/completions",
                "/v1//chat/completions",
                "/v1/%63hat/completions",
                "/%76%31/chat/completions",
                "/v1/chat/completions/",
                "/v1/chat/completions;x=1",
                "/v1;x=1/chat/completions",
                "/v1/./chat/completions",
                "/x/../v1/chat/completions",
                "/v1/chat%2fcompletions"
            })
    void anOddPathIsNoWayRoundARule(String path) {
        // given
        Caller noChat = gateway.manage().caller("{\"name\":\"no chat\",\"permissions\":[\"images\"]}");

        // when
        Answer without = gateway.http().send("POST", path, Caller.ask("m1"));
        Answer forbidden =
                gateway.http().send("POST", path, Caller.ask("m1"), "Authorization", "Bearer " + noChat.key());
        Answer good = gateway.http().send("POST", path, Caller.ask("m1"), "Authorization", "Bearer " + caller.key());

        // then
        assertThat(without.status()).isIn(400, 401, 404);
        assertThat(forbidden.status()).isIn(400, 403, 404);
        assertThat(good.status()).isIn(200, 400, 404);
        for (Answer answer : new Answer[] {without, forbidden, good}) {
            assertThat(answer.body()).isNotBlank().doesNotContainIgnoringCase("<html", "<!DOCTYPE");
            assertThat(answer.status() == 200
                            || !answer.error().path("message").asString("").isBlank())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/keys.xhtml",
                "//dashboard/keys.xhtml",
                "/%64ashboard/keys.xhtml",
                "/dashboard%2fkeys.xhtml",
                "/dashboard;x=1/keys.xhtml",
                "/dashboard/keys.xhtml;jsessionid=1",
                "/dashboard/%2e/keys.xhtml",
                "/assets/..%2fdashboard/keys.xhtml",
                "/assets/%2e%2e/dashboard/keys.xhtml",
                "/assets/..;/dashboard/keys.xhtml",
                "/DASHBOARD/keys.xhtml",
                "/WEB-INF%2ftemplate.xhtml"
            })
    void anOddPathOpensNoPage(String path) {
        Answer answer = gateway.http().send("GET", path, null);
        assertThat(answer.status()).isNotEqualTo(500);
        assertThat(answer.body()).doesNotContain("newKey", "keysTable", "ui:composition");
    }

    @Test
    void takesABodyUpToTheLimit() {
        String body = padded(Gateway.MAX_REQUEST_BYTES);
        caller.chat(body).expect(200);
    }

    @Test
    void refusesABodyOverTheLimitByItsLength() throws Exception {
        // given
        String body = padded(Gateway.MAX_REQUEST_BYTES + 1);

        // when
        String answer = RawHttp.exchange(
                gateway.http().root(),
                (head("Content-Length: " + body.length()) + body).getBytes(StandardCharsets.UTF_8));

        // then
        isTooLarge(answer);
    }

    @Test
    void refusesABodyOverTheLimitWithoutALength() throws Exception {
        // given
        String part = "x".repeat(65_536);
        var body = new StringBuilder(head("Transfer-Encoding: chunked"));
        for (int i = 0; i < 8; i++) {
            body.append("10000\r\n").append(part).append("\r\n");
        }

        // when
        String answer = RawHttp.exchange(
                gateway.http().root(), body.append("0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));

        // then
        isTooLarge(answer);
    }

    private static void isTooLarge(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains(
                        "\"invalid_request_error\"",
                        "\"request_too_large\"",
                        Integer.toString(Gateway.MAX_REQUEST_BYTES));
    }

    private String head(String framing) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + caller.key() + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
    }

    private static String padded(int length) {
        String start = "{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        String end = "\"}]}";
        return start + "x".repeat(length - start.length() - end.length()) + end;
    }

    @Test
    void takesAShortBodyWithoutALength() throws Exception {
        // given
        String body = Caller.ask("m1");
        String request = head("Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";

        // when
        String answer = RawHttp.exchange(gateway.http().root(), request.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "1e3", "99999999999999999999"})
    void ignoresATimeLimitThatIsNone(String limit) {
        caller.chat(Caller.ask("m1"), "x-qnp-timeout-ms", limit).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-8"})
    void readsTheBodyWhateverItsLabel(String contentType) {
        // when
        Answer answer = caller.chat(Caller.ask("m1"), "Content-Type", contentType);

        // then
        assertThat(answer.status()).isIn(200, 415);
        assertThat(answer.status() == 200 || !answer.code().isEmpty()).isTrue();
    }

    @Test
    void answersWhateverTheClientAccepts() {
        caller.chat(Caller.ask("m1"), "Accept", "text/html").expect(200);
    }
}
