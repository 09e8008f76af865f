package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerAddressTest {
    private static final List<AddressRange> PROXIES = List.of(AddressRange.parse("10.0.0.0/8"));

    @Test
    void aForgedHeaderFromAnyoneElseDoesNotCount() {
        assertThat(behind("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
    }

    @Test
    void readsFromTheRightPastTrustedProxies() {
        assertThat(behind("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2")).isEqualTo("198.51.100.1");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(behind("10.0.0.1", "198.51.100.1, unknown")).isEqualTo("10.0.0.1");
    }

    @Test
    void withoutTheHeaderTheConnectionCounts() {
        assertThat(behind("10.0.0.1", null)).isEqualTo("10.0.0.1");
    }

    private static String behind(String connected, @Nullable String forwardedFor) {
        return PeerAddress.behind(connected, forwardedFor, PROXIES);
    }
}
