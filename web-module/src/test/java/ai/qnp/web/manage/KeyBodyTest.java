package ai.qnp.web.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeySettings;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyBodyTest {
    @Test
    void onlyANameIsNeeded() {
        assertThat(done(create("{\"name\":\"k\"}"))).isEqualTo(KeySettings.named("k"));
    }

    @Test
    void everyFieldIsRead() {
        KeySettings read = done(create("""
                        {"name":"k",
                         "chain":[{"provider":"openai","models":["gpt-4o"],"credential":"cred_1"},{"provider":"demo"}],
                         "permissions":["chat"],"allowed_ips":["10.0.0.0/8"],"allowed_referrers":["example.com"],
                         "budget":{"amount_usd":"25.00","period":"month"},
                         "limits":{"rpm":60,"tpm":100000,"rpd":1000},
                         "log_bodies":{"retention_days":7,"max_bytes":65536},"expires_at":"2030-01-01T01:00:00+01:00"}"""));

        assertThat(read)
                .isEqualTo(new KeySettings(
                        "k",
                        List.of(
                                new ChainStep("openai", List.of("gpt-4o"), "cred_1"),
                                new ChainStep("demo", List.of(), "platform")),
                        Set.of(Permission.CHAT),
                        List.of("10.0.0.0/8"),
                        List.of("example.com"),
                        Instant.parse("2030-01-01T00:00:00Z"),
                        new Budget(new BigDecimal("25.00"), Budget.Period.MONTH),
                        new KeyLimits(60L, 100_000L, 1_000L),
                        new BodyLogging(7, 65_536)));
    }

    @Test
    void aChangeLeavesAloneWhatItDoesNotName() {
        KeySettings before = done(
                create(
                        "{\"name\":\"k\",\"allowed_ips\":[\"10.0.0.1\"],\"permissions\":[\"chat\"],\"chain\":[{\"provider\":\"demo\"}]}"));

        KeySettings after = done(change("{\"name\":\"other\"}")).apply(before);

        assertThat(after).isEqualTo(before.withName("other"));
    }

    @Test
    void nullPutsBackWhatAnAbsentFieldMeans() {
        KeySettings before = done(create("{\"name\":\"k\",\"allowed_ips\":[\"10.0.0.1\"],\"permissions\":[\"chat\"],"
                + "\"chain\":[{\"provider\":\"demo\"}],\"expires_at\":\"2030-01-01T00:00:00Z\",\"limits\":{\"rpm\":1},"
                + "\"log_bodies\":{\"retention_days\":1,\"max_bytes\":1},"
                + "\"budget\":{\"amount_usd\":\"1\",\"period\":\"day\"}}"));

        KeySettings after = done(change(
                        "{\"budget\":null,\"limits\":null,\"allowed_ips\":null,\"permissions\":null,\"chain\":null,\"expires_at\":null,\"log_bodies\":null}"))
                .apply(before);

        assertThat(after).isEqualTo(KeySettings.named("k"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void namesTheFieldAtFault(String name, String body, String code, String param) {
        ApiError refusal = refused(create(body));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.param()).isEqualTo(param);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("no name", "{}", "missing_field", "name"),
                Arguments.of("null name", "{\"name\":null}", "missing_field", "name"),
                Arguments.of("number as name", "{\"name\":1}", "invalid_value", "name"),
                Arguments.of("misspelt name", "{\"nmae\":\"k\"}", "unknown_field", "nmae"),
                Arguments.of(
                        "unknown field in a step",
                        "{\"name\":\"k\",\"chain\":[{\"provider\":\"demo\",\"model\":\"x\"}]}",
                        "unknown_field",
                        "chain[0].model"),
                Arguments.of("chain is no list", "{\"name\":\"k\",\"chain\":{}}", "invalid_value", "chain"),
                Arguments.of("step is no object", "{\"name\":\"k\",\"chain\":[\"demo\"]}", "invalid_value", "chain"),
                Arguments.of(
                        "step without provider",
                        "{\"name\":\"k\",\"chain\":[{},{}]}",
                        "missing_field",
                        "chain[0].provider"),
                Arguments.of(
                        "models of a wrong type",
                        "{\"name\":\"k\",\"chain\":[{\"provider\":\"demo\",\"models\":[1]}]}",
                        "invalid_value",
                        "chain[0].models"),
                Arguments.of(
                        "unknown permission",
                        "{\"name\":\"k\",\"permissions\":[\"admin\"]}",
                        "invalid_value",
                        "permissions"),
                Arguments.of("no time", "{\"name\":\"k\",\"expires_at\":\"soon\"}", "invalid_value", "expires_at"),
                Arguments.of("empty budget", budget(""), "missing_field", "budget.amount_usd"),
                Arguments.of("no period", budget("\"amount_usd\":\"1\""), "missing_field", "budget.period"),
                Arguments.of(
                        "a number as amount",
                        budget("\"amount_usd\":1,\"period\":\"day\""),
                        "invalid_value",
                        "budget.amount_usd"),
                Arguments.of(
                        "an amount with an exponent",
                        budget("\"amount_usd\":\"1e3\",\"period\":\"day\""),
                        "invalid_value",
                        "budget.amount_usd"),
                Arguments.of(
                        "no amount",
                        budget("\"amount_usd\":\"\",\"period\":\"day\""),
                        "invalid_value",
                        "budget.amount_usd"),
                Arguments.of(
                        "an amount below zero",
                        budget("\"amount_usd\":\"-1\",\"period\":\"day\""),
                        "invalid_value",
                        "budget.amount_usd"),
                Arguments.of(
                        "an unknown period",
                        budget("\"amount_usd\":\"1\",\"period\":\"year\""),
                        "invalid_value",
                        "budget.period"),
                Arguments.of(
                        "an unknown field of a budget",
                        budget("\"amount_usd\":\"1\",\"period\":\"day\",\"spent_usd\":\"0\""),
                        "unknown_field",
                        "budget.spent_usd"),
                Arguments.of(
                        "half a request", "{\"name\":\"k\",\"limits\":{\"rpm\":1.5}}", "invalid_value", "limits.rpm"),
                Arguments.of(
                        "an unknown limit", "{\"name\":\"k\",\"limits\":{\"rps\":1}}", "unknown_field", "limits.rps"),
                Arguments.of(
                        "a retention that is a text",
                        "{\"name\":\"k\",\"log_bodies\":{\"retention_days\":\"7\",\"max_bytes\":1}}",
                        "invalid_value",
                        "log_bodies.retention_days"),
                Arguments.of(
                        "no cap",
                        "{\"name\":\"k\",\"log_bodies\":{\"retention_days\":7}}",
                        "missing_field",
                        "log_bodies.max_bytes"),
                Arguments.of(
                        "an unknown word on bodies",
                        "{\"name\":\"k\",\"log_bodies\":{\"retention_days\":7,\"max_bytes\":1,\"answers\":true}}",
                        "unknown_field",
                        "log_bodies.answers"),
                Arguments.of("limits are no object", "{\"name\":\"k\",\"limits\":5}", "invalid_value", "limits"),
                Arguments.of("no JSON", "{\"name\":", "invalid_json", null),
                Arguments.of("no object", "[]", "invalid_json", null),
                Arguments.of("nothing", "", "invalid_json", null),
                Arguments.of("two values", "{\"name\":\"k\"} {}", "invalid_json", null),
                Arguments.of("too deep", "[".repeat(200), "invalid_json", null));
    }

    private static String budget(String fields) {
        return "{\"name\":\"k\",\"budget\":{" + fields + "}}";
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(refused(create(" ".repeat((1 << 20) + 1))).status()).isEqualTo(413);
    }

    private static Answer<KeySettings> create(String body) {
        return JsonBody.read(stream(body)).then(KeyBody::create);
    }

    private static Answer<UnaryOperator<KeySettings>> change(String body) {
        return JsonBody.read(stream(body)).then(KeyBody::change);
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T done(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Done<T>) answer).value();
    }

    private static ApiError refused(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused<?>) answer).error();
    }
}
