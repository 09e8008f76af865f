package ai.qnp.ee.settings;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of value.
 *
 * @param expected what a person must write, to follow "it must be"
 * @param isSecret whether no message may repeat the value
 * @param reader from the written text; throws IllegalArgumentException for one that is not of this kind
 */
public record ValueType<T>(String expected, boolean isSecret, Function<String, T> reader) {
    private static <T> ValueType<T> open(String expected, Function<String, T> reader) {
        return new ValueType<>(expected, false, reader);
    }

    static ValueType<String> text(String expected) {
        return open(expected, text -> text);
    }

    /** One of a few words. */
    static ValueType<String> word(String... words) {
        return open("`" + String.join("` or `", words) + "`", text -> checked(text, List.of(words)::contains));
    }

    static ValueType<Secret> secret(String expected) {
        return new ValueType<>(expected, true, Secret::of);
    }

    static ValueType<Path> directory() {
        return open("a directory", Path::of);
    }

    static ValueType<Boolean> yesOrNo() {
        return open(
                "`true` or `false`",
                text -> Boolean.valueOf(checked(text.toLowerCase(Locale.ROOT), List.of("true", "false")::contains)));
    }

    static ValueType<Integer> wholeNumber(int least, int most) {
        return open(
                "a whole number from " + least + " to " + most,
                text -> checked(Integer.valueOf(text), number -> number >= least && number <= most));
    }

    /** Written as a whole number, or as 0 or {@code unlimited} for none, which reads as 0. */
    static ValueType<Integer> limit(int most) {
        return open(
                "a whole number from 1 to " + most + ", or `0` or `unlimited` for no limit",
                text -> text.equalsIgnoreCase("unlimited")
                        ? 0
                        : checked(Integer.valueOf(text), number -> number >= 0 && number <= most));
    }

    /** Written as a whole number of milliseconds. */
    static ValueType<Duration> milliseconds(int least, int most) {
        return wholeNumber(least, most).as(Duration::ofMillis);
    }

    /** Written as a whole number of seconds. */
    static ValueType<Duration> seconds(int least, int most) {
        return wholeNumber(least, most).as(Duration::ofSeconds);
    }

    static ValueType<List<AddressRange>> addressRanges() {
        return open(
                "IP addresses or CIDR ranges, separated by commas",
                text -> words(text).stream().map(AddressRange::parse).toList());
    }

    static ValueType<List<String>> list(String expected) {
        return open(expected, ValueType::words);
    }

    /** Never ends in a slash, so that paths can be appended. */
    static ValueType<URI> address() {
        return open(
                "an http:// or https:// address",
                text -> checked(
                        URI.create(text.replaceFirst("/+$", "")),
                        address -> address.getHost() != null
                                && List.of("http", "https").contains(address.getScheme())));
    }

    private <R> ValueType<R> as(Function<Integer, R> unit) {
        return new ValueType<>(expected, isSecret, reader.andThen(value -> unit.apply((Integer) value)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static <T> T checked(T value, Predicate<T> isGood) {
        if (!isGood.test(value)) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
