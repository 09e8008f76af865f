package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.routing.ChainStep;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRulesTest {
    private static final KeySettings GOOD = KeySettings.named("k");

    private final KeyRules rules = new KeyRules(TestPlatform.platform(), Map.of("cred_1", "alpha"));

    @Test
    void acceptsWhatIsAsOpenAsPossible() {
        assertThat(rules.refusal(GOOD)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refusesByTheFieldAtFault(String name, KeySettings settings, String param) {
        assertThat(rules.refusal(settings)).isNotNull().satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.param()).isEqualTo(param);
        });
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("blank name", GOOD.withName("  "), "name"),
                Arguments.of("long name", GOOD.withName("x".repeat(101)), "name"),
                Arguments.of("line break in the name", GOOD.withName("a\nb"), "name"),
                Arguments.of("null character in the name", GOOD.withName("a\u0000b"), "name"),
                Arguments.of("no permission", GOOD.withPermissions(Set.of()), "permissions"),
                Arguments.of("no address", GOOD.withAllowedIps(List.of("10.0.0.1", "example.com")), "allowed_ips[1]"),
                Arguments.of("prefix too long", GOOD.withAllowedIps(List.of("10.0.0.0/33")), "allowed_ips[0]"),
                Arguments.of(
                        "no host name",
                        GOOD.withAllowedReferrers(List.of("https://example.com")),
                        "allowed_referrers[0]"),
                Arguments.of(
                        "too many addresses", GOOD.withAllowedIps(Collections.nCopies(101, "10.0.0.1")), "allowed_ips"),
                Arguments.of("unknown provider", chain("nobody", "platform", "m"), "chain[0].provider"),
                Arguments.of("blank model", chain("alpha", "platform", " "), "chain[0].models"),
                Arguments.of("unknown credential", chain("alpha", "cred_2", "m"), "chain[0].credential"),
                Arguments.of("credential of another provider", chain("beta", "cred_1", "m"), "chain[0].credential"),
                Arguments.of(
                        "too many steps",
                        GOOD.withChain(Collections.nCopies(21, new ChainStep("alpha", List.of(), "platform"))),
                        "chain"));
    }

    private static KeySettings chain(String provider, String credential, String model) {
        return GOOD.withChain(List.of(new ChainStep(provider, List.of(model), credential)));
    }
}
