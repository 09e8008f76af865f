package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
    private final SameOrigin sameOrigin = new SameOrigin("https://qnp.example.com");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "NULL",
            value = {
                "our own page, same-origin, NULL, 127.0.0.1:9080, true",
                "typed by the user, none, NULL, 127.0.0.1:9080, true",
                "our own form over loopback, same-origin, null, 127.0.0.1:9080, true",
                "another site, cross-site, https://evil.example, qnp.example.com, false",
                "a sister site, same-site, https://other.example.com, qnp.example.com, false",
                "another site that hides, cross-site, null, qnp.example.com, false",
                "an old browser at the public address, NULL, https://qnp.example.com, inside:9080, true",
                "an old browser at the address itself, NULL, http://inside:9080, inside:9080, true",
                "an old browser on another site, NULL, https://evil.example, inside:9080, false",
                "a longer name, NULL, https://qnp.example.com.evil.example, inside:9080, false",
                "our own form over plain HTTP, NULL, null, inside:9080, true",
                "no browser, NULL, NULL, inside:9080, true",
                "no host, NULL, https://evil.example, NULL, false"
            })
    void tellsOurPagesFromOthers(String what, String fetchSite, String origin, String host, boolean ours) {
        assertThat(sameOrigin.holds(fetchSite, origin, host)).isEqualTo(ours);
    }
}
