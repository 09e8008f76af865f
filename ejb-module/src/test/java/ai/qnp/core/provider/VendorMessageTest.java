package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Incorrect API key provided: sk-abc***xyz. You can find yours here. | Incorrect API key provided: ****. You can find yours here.
            Incorrect API key provided: invalid-*****2345. See the page.       | Incorrect API key provided: ****. See the page.
            key sk-proj-abcdef0123456789 is not known                          | key **** is not known
            The key gsk_abcdefgh was refused                                   | The key **** was refused
            API key AIzaSyD-abc_123 not valid                                  | API key **** not valid
            The model `gpt-4o-mini-2024-07-18` does not exist                  | The model `gpt-4o-mini-2024-07-18` does not exist
            task-oriented risk-free keyboard                                   | task-oriented risk-free keyboard
            """)
    void masksKeysAndNothingElse(String message, String shown) {
        assertThat(VendorMessage.clean(message)).isEqualTo(shown);
    }

    @Test
    void flattensControlCharacters() {
        assertThat(VendorMessage.clean("a\r\nb\tc\u0000d\u202e e")).isEqualTo("a b c d e");
    }

    @Test
    void boundsLongMessagesAtAWholeCharacter() {
        String shown = VendorMessage.clean("x".repeat(VendorMessage.MAX_LENGTH - 2) + "🙂".repeat(10_000));

        assertThat(shown).hasSize(VendorMessage.MAX_LENGTH - 1).endsWith("x…");
    }

    @Test
    void saysWhatTheStatusSaysWhenThereIsNoMessage() {
        assertThat(VendorMessage.of(null, 502)).isEqualTo("the provider answered with status 502 and no message");
        assertThat(VendorMessage.of(" \n", 502)).isEqualTo("the provider answered with status 502 and no message");
    }
}
