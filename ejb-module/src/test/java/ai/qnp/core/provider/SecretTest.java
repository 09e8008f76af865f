package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final Secret KEY = Secret.of("sk-proj-Ab12Cd34Ef56Gh78Ij90");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrong key: sk-proj-Ab12Cd34Ef56Gh78Ij90       | wrong key: ****",
                "wrong key 'sk-proj-Ab12Cd34Ef56Gh78Ij90'.     | wrong key '****'.",
                "key=sk-proj-Ab12Cd34Ef56Gh78Ij90&x=1          | key=****&x=1",
                "wrong key: sk-pr***************Ij90           | wrong key: ****",
                "wrong key: ************Ij90                   | wrong key: ****",
                "wrong key: sk-proj-…                          | wrong key: ****",
                "wrong key: sk-p...Ij90                        | wrong key: ****",
                "wrong key: Ab12Cd34Ef                         | wrong key: ****",
                "wrong key ending in Gh78Ij90                  | wrong key ending in ****",
            })
    void masksItselfWholeOrInPart(String message, String masked) {
        assertThat(KEY.maskedIn(message)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You exceeded your current quota, please check your plan.",
                "This model's maximum context length is 128000 tokens. However, you requested 200000 tokens.",
                "**Bold** words * and dots... stay",
                "project 'proj' is archived"
            })
    void leavesEverythingElseAsItIs(String message) {
        assertThat(KEY.maskedIn(message)).isEqualTo(message);
    }
}
