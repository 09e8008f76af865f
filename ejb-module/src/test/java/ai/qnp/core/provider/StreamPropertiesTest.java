package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.vendors.Vendors;
import ai.qnp.core.sse.Arriving;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an upstream sends, a translator answers with values: it never throws, and it comes to an end. */
class StreamPropertiesTest {
    private static final List<Provider> ALL =
            Stream.concat(Vendors.all().stream(), Stream.of(Vendors.demo())).toList();

    @Property(tries = 200)
    void anyBytesGiveAnEndingAndTheSameOneHoweverTheyArrive(@ForAll byte[] bytes) {
        for (Provider vendor : ALL) {
            StreamRun whole = StreamRun.of(vendor.chat(), Arriving.whole(bytes));

            assertThat(StreamRun.of(vendor.chat(), Arriving.byteByByte(bytes))).isEqualTo(whole);
        }
    }

    @Property(tries = 1000)
    void anythingThatLooksLikeAStreamGivesAnEndingAndTheSameOneHoweverItArrives(@ForAll long seed) {
        byte[] bytes = new OddJson(seed).stream();

        for (Provider vendor : ALL) {
            StreamRun whole = StreamRun.of(vendor.chat(), Arriving.whole(bytes));

            assertThat(StreamRun.of(vendor.chat(), Arriving.byteByByte(bytes))).isEqualTo(whole);
        }
    }

    @Property(tries = 1000)
    void anyBodyIsAnswerOrFailure(@ForAll long seed, @ForAll int status) {
        String body = new OddJson(seed).json();

        for (Provider vendor : ALL) {
            Decoded decoded = vendor.chat().decode(JsonText.of(body), StreamRun.CONTEXT);
            Failure failure = vendor.chat().classify(status, Headers.NONE, JsonText.of(body));

            assertThat(decoded).isNotNull();
            assertThat(failure.message()).isNotBlank().hasSizeLessThanOrEqualTo(VendorMessage.MAX_LENGTH);
        }
    }

    @Property(tries = 500)
    void aWaitIsNeverNegativeNorLongerThanAnHour(@ForAll("waits") String value) {
        Duration wait =
                RetryAfter.of(new Headers(Map.of("Retry-After", value, "Date", "Mon, 14 Aug 2023 15:02:13 GMT")));

        assertThat(Objects.requireNonNullElse(wait, Duration.ZERO)).isBetween(Duration.ZERO, RetryAfter.LONGEST);
    }

    @Provide
    Arbitrary<String> waits() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().numeric().ofMaxLength(40),
                Arbitraries.of(
                        "Mon, 14 Aug 2023 15:03:13 GMT",
                        "Fri, 31 Dec 9999 23:59:59 GMT",
                        "Thu, 01 Jan 1970 00:00:00 GMT"));
    }
}
