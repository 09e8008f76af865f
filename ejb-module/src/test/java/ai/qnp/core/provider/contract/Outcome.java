package ai.qnp.core.provider.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of a request at a vendor, in one line: {@code translated}, {@code translated, dropped seed user},
 * {@code translated, fetched} where an address had to be fetched first, or {@code refused n}.
 */
public sealed interface Outcome {
    /** It can be asked, without these fields. */
    record Translated(boolean fetched, List<String> dropped) implements Outcome {
        public Translated {
            dropped = dropped.stream().sorted().toList();
        }

        @Override
        public String toString() {
            return "translated" + (fetched ? ", fetched" : "")
                    + (dropped.isEmpty() ? "" : ", dropped " + String.join(" ", dropped));
        }
    }

    /** It can't be asked because of this field. */
    record Refused(String param) implements Outcome {
        @Override
        public String toString() {
            return "refused " + param;
        }
    }

    /** Reads a line's right side. */
    static Outcome parse(String text) {
        if (text.startsWith("refused ")) {
            return new Refused(text.substring("refused ".length()));
        }
        List<String> parts = Arrays.asList(text.split(", ", -1));
        if (!parts.getFirst().equals("translated")) {
            throw new IllegalArgumentException("no outcome: " + text);
        }
        List<String> dropped = parts.stream()
                .filter(part -> part.startsWith("dropped "))
                .flatMap(part ->
                        Arrays.stream(part.substring("dropped ".length()).split(" ", -1)))
                .toList();
        return new Translated(parts.contains("fetched"), dropped);
    }

    /**
     * A vendor's outcomes by the requests' names, from {@code contract.txt} in the test resources of its package; empty
     * when there is none.
     */
    static Map<String, Outcome> of(String vendorPackage) {
        String file = "/ai/qnp/core/provider/" + vendorPackage + "/contract.txt";
        try (InputStream in = Outcome.class.getResourceAsStream(file)) {
            if (in == null) {
                return Map.of();
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(
                            entry -> entry[0], entry -> parse(entry[1]), (one, two) -> one, LinkedHashMap::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
