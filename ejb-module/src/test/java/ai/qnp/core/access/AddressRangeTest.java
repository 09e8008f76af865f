package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "203.0.113.7,     203.0.113.7,      true",
        "203.0.113.7,     203.0.113.8,      false",
        "203.0.113.0/24,  203.0.113.255,    true",
        "203.0.113.0/24,  203.0.114.0,      false",
        "10.0.0.0/9,      10.127.255.255,   true",
        "10.0.0.0/9,      10.128.0.0,       false",
        "0.0.0.0/0,       198.51.100.1,     true",
        "2001:db8::/32,   2001:db8:1::1,    true",
        "2001:db8::/32,   2001:db9::1,      false",
        "203.0.113.0/24,  ::ffff:203.0.113.9, true",
        "203.0.113.0/24,  2001:db8::1,      false",
        "203.0.113.0/24,  example.com,      false",
    })
    void containsExactlyTheAddressesOfItsNetwork(String range, String address, boolean expected) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/", "203.0.113", "::/129"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsAsItWasWritten() {
        assertThat(AddressRange.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    }
}
