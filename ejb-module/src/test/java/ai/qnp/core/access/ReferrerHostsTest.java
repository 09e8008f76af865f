package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrerHostsTest {
    private static final ReferrerHosts HOSTS =
            new ReferrerHosts(List.of(ReferrerPattern.parse("example.com"), ReferrerPattern.parse("*.example.org")));

    @Test
    void findAHostOrWhatIsBelowOne() {
        assertThat(HOSTS.contain(origin("https://example.com"))).isTrue();
        assertThat(HOSTS.contain(origin("http://EXAMPLE.com:8080"))).isTrue();
        assertThat(HOSTS.contain(origin("https://a.b.example.org"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil-example.com",
                "https://example.com.evil.net",
                "https://app.example.com",
                "https://example.org",
                "https://evilexample.org",
                "https://example.org.evil.net",
                "https://com"
            })
    void areNotFooledByWhatLooksAlike(String origin) {
        assertThat(HOSTS.contain(origin(origin))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "example.com",
                "https://user@example.com",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?x",
                "https://example.com#x",
                "https://example.com\r\nx: y",
                "https:// example.com"
            })
    void noBrowserWritesAnOriginSo(String header) {
        assertThat(WebOrigin.of(header)).isNull();
    }

    @Property
    void sayTheSameAsEachPatternAlone(@ForAll("patterns") List<String> patterns, @ForAll("hosts") String host) {
        List<ReferrerPattern> parsed =
                patterns.stream().map(ReferrerPattern::parse).toList();
        WebOrigin origin = origin("https://" + host);

        assertThat(new ReferrerHosts(parsed).contain(origin))
                .isEqualTo(parsed.stream().anyMatch(pattern -> pattern.matches(origin.text())));
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("a", "b", "aa", "com")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(labels -> String.join(".", labels));
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        return hosts().flatMap(host -> Arbitraries.of(host, "*." + host)).list().ofMaxSize(6);
    }

    private static WebOrigin origin(String text) {
        WebOrigin origin = WebOrigin.of(text);
        assertThat(origin).as(text).isNotNull();
        return origin;
    }
}
