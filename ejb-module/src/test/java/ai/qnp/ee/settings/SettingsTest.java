package ai.qnp.ee.settings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.gateway.GatewaySettings;
import ai.qnp.ee.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    /** "-" where there is no value unless it is set. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("qnp.port", "9080"),
            entry("qnp.host", "127.0.0.1"),
            entry("qnp.data-dir", "-"),
            entry("qnp.drain-seconds", "30"),
            entry("qnp.start-seconds", "300"),
            entry("qnp.database-url", "-"),
            entry("qnp.database-user", "-"),
            entry("qnp.database-password", "-"),
            entry("qnp.admin-token", "-"),
            entry("qnp.master-key", "-"),
            entry("qnp.public-url", "-"),
            entry("qnp.trusted-proxies", "-"),
            entry("qnp.credentials.allow-base-url", "false"),
            entry("qnp.credentials.allowed-addresses", "-"),
            entry("qnp.max-request-bytes", "33554432"),
            entry("qnp.usage.queue-capacity", "10000"),
            entry("qnp.billing.wait-ms", "10000"),
            entry("qnp.storage.away-seconds", "60"),
            entry("qnp.storage.journal-bytes", "67108864"),
            entry("qnp.timeout.connect-ms", "5000"),
            entry("qnp.timeout.first-byte-ms", "60000"),
            entry("qnp.timeout.idle-ms", "60000"),
            entry("qnp.timeout.request-ms", "600000"),
            entry("qnp.stream.keep-alive-ms", "15000"),
            entry("qnp.upstream.max-connections", "10000"),
            entry("qnp.upstream.max-waiting", "10000"),
            entry("qnp.upstream.max-answer-bytes", "67108864"),
            entry("qnp.upstream.max-error-bytes", "65536"),
            entry("qnp.files.max-bytes", "20971520"),
            entry("qnp.files.timeout-ms", "10000"),
            entry("qnp.files.allowed-addresses", "-"),
            entry("qnp.models.ask-providers", "true"),
            entry("qnp.health.probe-interval-seconds", "0"),
            entry("qnp.billing", "credits"),
            entry("qnp.tier.free.rpd", "50"),
            entry("qnp.tier.free.rpm", "10"),
            entry("qnp.tier.free.keys", "5"),
            entry("qnp.stripe.secret-key", "-"),
            entry("qnp.stripe.webhook-secret", "-"),
            entry("qnp.stripe.pro-price-id", "-"),
            entry("qnp.stripe.api-base", "https://api.stripe.com"),
            entry("qnp.breaker.failures", "5"),
            entry("qnp.breaker.delay-ms", "10000"),
            entry("qnp.breaker.longest-delay-ms", "60000"),
            entry("qnp.breaker.longest-retry-after-ms", "60000"),
            entry("qnp.sessions.idle-minutes", "720"),
            entry("qnp.sessions.longest-hours", "168"),
            entry("qnp.sign-up", "false"),
            entry("qnp.mail.host", "-"),
            entry("qnp.mail.from", "-"),
            entry("qnp.mail.port", "587"),
            entry("qnp.mail.security", "starttls"),
            entry("qnp.mail.user", "-"),
            entry("qnp.mail.password", "-"),
            entry("qnp.google.client-id", "-"),
            entry("qnp.google.client-secret", "-"),
            entry("qnp.google.issuer", "https://accounts.google.com"),
            entry("qnp.apple.client-id", "-"),
            entry("qnp.apple.team-id", "-"),
            entry("qnp.apple.key-id", "-"),
            entry("qnp.apple.private-key", "-"),
            entry("qnp.apple.issuer", "https://appleid.apple.com"),
            entry("qnp.passkeys", "false"),
            entry("qnp.provider.demo.enabled", "false"));

    private static final Map<String, String> OTHERS = Map.ofEntries(
            entry("qnp.port", "9081"),
            entry("qnp.host", "0.0.0.0"),
            entry("qnp.data-dir", "/srv/qnp"),
            entry("qnp.drain-seconds", "5"),
            entry("qnp.start-seconds", "60"),
            entry("qnp.database-url", "jdbc:postgresql://db/qnp"),
            entry("qnp.database-user", "qnp"),
            entry("qnp.database-password", "hidden"),
            entry("qnp.admin-token", "operator"),
            entry("qnp.master-key", "AAAA"),
            entry("qnp.public-url", "https://llm.example.com/"),
            entry("qnp.trusted-proxies", "10.0.0.0/8, ::1"),
            entry("qnp.credentials.allow-base-url", "TRUE"),
            entry("qnp.credentials.allowed-addresses", "10.2.0.0/16"),
            entry("qnp.max-request-bytes", "1000"),
            entry("qnp.usage.queue-capacity", "7"),
            entry("qnp.billing.wait-ms", "1"),
            entry("qnp.storage.away-seconds", "2"),
            entry("qnp.storage.journal-bytes", "9"),
            entry("qnp.timeout.connect-ms", "1"),
            entry("qnp.timeout.first-byte-ms", "2"),
            entry("qnp.timeout.idle-ms", "3"),
            entry("qnp.timeout.request-ms", "4"),
            entry("qnp.stream.keep-alive-ms", "12"),
            entry("qnp.upstream.max-connections", "5"),
            entry("qnp.upstream.max-waiting", "6"),
            entry("qnp.upstream.max-answer-bytes", "8"),
            entry("qnp.upstream.max-error-bytes", "9"),
            entry("qnp.files.max-bytes", "10"),
            entry("qnp.files.timeout-ms", "11"),
            entry("qnp.files.allowed-addresses", "10.1.0.0/16"),
            entry("qnp.models.ask-providers", "false"),
            entry("qnp.health.probe-interval-seconds", "60"),
            entry("qnp.billing", "off"),
            entry("qnp.tier.free.rpd", "0"),
            entry("qnp.tier.free.rpm", "20"),
            entry("qnp.tier.free.keys", "unlimited"),
            entry("qnp.stripe.secret-key", "hidden"),
            entry("qnp.stripe.webhook-secret", "hidden"),
            entry("qnp.stripe.pro-price-id", "price_1"),
            entry("qnp.stripe.api-base", "https://stripe.example.com"),
            entry("qnp.breaker.failures", "3"),
            entry("qnp.breaker.delay-ms", "2000"),
            entry("qnp.breaker.longest-delay-ms", "30000"),
            entry("qnp.breaker.longest-retry-after-ms", "90000"),
            entry("qnp.sessions.idle-minutes", "30"),
            entry("qnp.sessions.longest-hours", "24"),
            entry("qnp.sign-up", "true"),
            entry("qnp.mail.host", "smtp.example.com"),
            entry("qnp.mail.from", "qnp@example.com"),
            entry("qnp.mail.port", "465"),
            entry("qnp.mail.security", "tls"),
            entry("qnp.mail.user", "qnp"),
            entry("qnp.mail.password", "hidden"),
            entry("qnp.google.client-id", "1.apps"),
            entry("qnp.google.client-secret", "hidden"),
            entry("qnp.google.issuer", "https://id.example.com"),
            entry("qnp.apple.client-id", "com.example.qnp"),
            entry("qnp.apple.team-id", "TEAM"),
            entry("qnp.apple.key-id", "KEY"),
            entry("qnp.apple.private-key", "hidden"),
            entry("qnp.apple.issuer", "https://id.example.com"),
            entry("qnp.passkeys", "true"),
            entry("qnp.provider.demo.enabled", "true"));

    @Test
    void everySettingHasItsDefault() {
        Map<String, String> declared = new LinkedHashMap<>();
        Settings.all()
                .forEach(setting ->
                        declared.put(setting.property(), setting.defaultText() == null ? "-" : setting.defaultText()));

        assertThat(declared).containsExactlyInAnyOrderEntriesOf(DEFAULTS);
    }

    @Test
    void whatIsNotSetIsAtItsDefault() {
        FakeConfig config = new FakeConfig(Map.of());

        GatewaySettings gateway = new GatewaySettings(config);
        ServerSettings server = ServerSettings.read(SettingValues.of(config));

        assertThat(gateway.relay()).isEqualTo(RelaySettings.DEFAULTS);
        assertThat(gateway.upstream())
                .isEqualTo(new UpstreamSettings(Duration.ofSeconds(5), Duration.ofSeconds(60), 10_000));
        assertThat(gateway.maxRequestBytes()).isEqualTo(33_554_432);
        assertThat(gateway.trustedProxies()).isEmpty();
        assertThat(server)
                .isEqualTo(new ServerSettings(
                        Path.of(System.getProperty("user.home"), ".qnp"),
                        null,
                        null,
                        "http://127.0.0.1:9080",
                        false,
                        true,
                        10_000,
                        true,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        67_108_864));
    }

    @Test
    void everySettingCanBeSetToSomethingElse() {
        assertThat(OTHERS).containsOnlyKeys(DEFAULTS.keySet());
        SettingValues defaults = SettingValues.of(new FakeConfig(Map.of()));
        SettingValues others = SettingValues.of(new FakeConfig(OTHERS));

        assertThat(Settings.all())
                .allSatisfy(setting ->
                        assertThat((Object) others.orNull(setting)).isNotNull().isNotEqualTo(defaults.orNull(setting)));
    }

    @Test
    void whatIsSetReachesWhoeverReadsIt() {
        FakeConfig config = new FakeConfig(OTHERS);

        GatewaySettings gateway = new GatewaySettings(config);
        ServerSettings server = ServerSettings.read(SettingValues.of(config));

        assertThat(gateway.relay()).isEqualTo(new RelaySettings(Duration.ofMillis(4), 8, 9, Duration.ofMillis(12)));
        assertThat(gateway.upstream()).isEqualTo(new UpstreamSettings(Duration.ofMillis(1), Duration.ofMillis(3), 5));
        assertThat(gateway.maxRequestBytes()).isEqualTo(1000);
        assertThat(gateway.trustedProxies())
                .isEqualTo(List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")));
        assertThat(server)
                .isEqualTo(new ServerSettings(
                        Path.of("/srv/qnp"),
                        "AAAA",
                        "operator",
                        "https://llm.example.com",
                        true,
                        false,
                        7,
                        false,
                        Duration.ofMillis(1),
                        Duration.ofSeconds(2),
                        9));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            qnp.port                            | 99999        | QNP_PORT (qnp.port) is '99999': it must be a whole number from 1 to 65535.
            QNP_TIMEOUT_IDLE_MS                 | soon         | QNP_TIMEOUT_IDLE_MS (qnp.timeout.idle-ms) is 'soon': it must be a whole number from 1 to 86400000.
            qnp.max-request-bytes               | 99999999999  | QNP_MAX_REQUEST_BYTES (qnp.max-request-bytes) is '99999999999': it must be a whole number from 1 to 1073741824.
            qnp.credentials.allow-base-url      | yes          | QNP_CREDENTIALS_ALLOW_BASE_URL (qnp.credentials.allow-base-url) is 'yes': it must be 'true' or 'false'.
            qnp.billing                         | none         | QNP_BILLING (qnp.billing) is 'none': it must be 'credits' or 'off'.
            qnp.trusted-proxies                 | 10.0.0.0/33  | QNP_TRUSTED_PROXIES (qnp.trusted-proxies) is '10.0.0.0/33': it must be IP addresses or CIDR ranges, separated by commas.
            QNP_PUBLIC_URL                      | example.com  | QNP_PUBLIC_URL (qnp.public-url) is 'example.com': it must be an http:// or https:// address.
            QNP_PROVIDER_OPENAI_BASE_URL        | localhost:80 | QNP_PROVIDER_OPENAI_BASE_URL (qnp.provider.openai.base-url) is 'localhost:80': it must be an http:// or https:// address.
            qnp.provider.custom.my-llm.base-url | http://a b   | QNP_PROVIDER_CUSTOM_MY_LLM_BASE_URL (qnp.provider.custom.my-llm.base-url) is 'http://a b': it must be an http:// or https:// address.
            """)
    void aValueThatCantBeUsedIsNamedInOneLine(String name, String value, String line) {
        assertThatThrownBy(() -> Settings.check(new FakeConfig(Map.of(name, value))))
                .isInstanceOf(BadSetting.class)
                .hasMessage(line);
    }

    @Test
    void goodValuesAndEmptyOnesPass() {
        assertThatCode(() -> Settings.check(new FakeConfig(OTHERS))).doesNotThrowAnyException();
        assertThatCode(() -> Settings.check(new FakeConfig(Map.of("QNP_PORT", " ", "qnp.billing", ""))))
                .doesNotThrowAnyException();
    }

    @Test
    void noMessageRepeatsASecret() {
        Setting<String> secret = Setting.optional(
                "qnp.some-key",
                Topic.ACCESS,
                new ValueType<>("a key", true, text -> {
                    throw new IllegalArgumentException(text);
                }),
                "none",
                "");

        assertThatThrownBy(() -> secret.parse("s3cret"))
                .hasMessage("QNP_SOME_KEY (qnp.some-key) has a value that can't be used: it must be a key.");
    }

    @Test
    void providersAreFoundByPropertyAndByEnvironmentVariable() {
        List<String> names = List.of(
                "QNP_PROVIDER_CUSTOM_OLLAMA_BASE_URL",
                "qnp.provider.custom.vllm.base-url",
                "QNP_PROVIDER_OPENAI_BASE_URL",
                "QNP_PROVIDER_CUSTOM_OTHER_API_KEY");

        assertThat(ProviderSettingNames.CUSTOM_BASE_URL.namesIn(names)).containsExactly("ollama", "vllm");
    }
}
