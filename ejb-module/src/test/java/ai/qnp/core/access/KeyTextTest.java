package ai.qnp.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class KeyTextTest {
    @Property(tries = 200)
    void aGeneratedKeyIsWellFormedAndMatchesWhatScannersLookFor(@ForAll long seed) {
        KeyText key = KeyText.generate(seeded(seed));

        assertThat(key.reveal()).matches("qnp-[0-9A-Za-z]{43}");
        assertThat(KeyText.isWellFormed(key.reveal())).isTrue();
    }

    @Property(tries = 500)
    void oneMistypedCharacterIsNoticed(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 46) int position,
            @ForAll @AlphaChars @NumericChars char typed) {
        String text = KeyText.generate(seeded(seed)).reveal();
        StringBuilder mistyped = new StringBuilder(text);
        mistyped.setCharAt(position, typed);

        assertThat(KeyText.isWellFormed(mistyped.toString()))
                .isEqualTo(mistyped.toString().equals(text));
    }

    @Property
    void noOtherTextIsWellFormed(@ForAll @StringLength(max = 60) String text) {
        assertThat(KeyText.isWellFormed(text)).isFalse();
        assertThat(KeyText.isWellFormed("qnp-" + text)).isFalse();
    }

    @Example
    void twoNeighboursSwappedAreNoticed() {
        String text = fixed().reveal();
        for (int i = 4; i < text.length() - 1; i++) {
            StringBuilder swapped = new StringBuilder(text);
            swapped.setCharAt(i, text.charAt(i + 1));
            swapped.setCharAt(i + 1, text.charAt(i));

            assertThat(KeyText.isWellFormed(swapped.toString()))
                    .isEqualTo(swapped.toString().equals(text));
        }
    }

    @Example
    void theFormatIsWhatTheDocumentationSays() {
        KeyText key = KeyText.generate(count -> new byte[count]);

        assertThat(key.reveal()).isEqualTo("qnp-" + "0".repeat(37) + "3jnQlY");
        assertThat(key.displayPrefix()).isEqualTo("qnp-00000000");
        assertThat(key.hash()).hasSize(64).isEqualTo(KeyText.hashOf(key.reveal()));
    }

    @Example
    void theHashIsSha256InLowerCaseHex() {
        assertThat(KeyText.hashOf("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Example
    void everyPlaceOfTheRandomPartVaries() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            String text = KeyText.generate(seeded(seed)).reveal();
            for (int i = 4; i < 41; i++) {
                seen.add(i + " " + text.charAt(i));
            }
        }

        assertThat(seen).hasSizeGreaterThan(37 * 50);
    }

    @Example
    void printsMasked() {
        KeyText key = fixed();

        assertThat(key).hasToString(key.displayPrefix() + "****");
    }

    private static KeyText fixed() {
        return KeyText.generate(seeded(42));
    }

    private static Randomness seeded(long seed) {
        Random random = new Random(seed);
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
