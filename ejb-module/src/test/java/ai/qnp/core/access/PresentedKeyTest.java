package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentedKeyTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "a bearer token, Bearer k1, none, k1",
                "the scheme in any case, bEARER k1, none, k1",
                "more than one space, 'Bearer   k1 ', none, k1",
                "both headers, Bearer k1, k2, k1",
                "another scheme, Basic abc, k2, k2",
                "another scheme alone, Basic abc, none, none",
                "the key header alone, none, k2, k2",
                "neither, none, none, none"
            })
    void isFoundInTheHeaders(String name, String authorization, String apiKey, String expected) {
        assertThat(PresentedKey.in(authorization, apiKey)).isEqualTo(expected);
    }
}
