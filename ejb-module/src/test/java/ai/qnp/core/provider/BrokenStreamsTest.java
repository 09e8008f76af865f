package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.vendors.Vendors;
import ai.qnp.core.sse.Arriving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Real streams with something broken in them reach further into a reducer than anything made up. */
class BrokenStreamsTest {
    private static final List<Golden> GOLDENS = Stream.concat(
                    Vendors.all().stream()
                            .map(vendor -> goldens(vendor, vendor.profile().id())),
                    Stream.of(goldens(
                            CompatibleProvider.custom("workshop", URI.create("http://127.0.0.1")), "compatible")))
            .flatMap(List::stream)
            .toList();

    private record Golden(Provider vendor, String text) {}

    @Property(tries = 3000)
    void giveAnEndingAndTheSameOneHoweverTheyArrive(@ForAll long seed) {
        Random random = new Random(seed);
        Golden golden = GOLDENS.get(random.nextInt(GOLDENS.size()));
        byte[] bytes = broken(golden.text, random).getBytes(StandardCharsets.UTF_8);

        StreamRun whole = StreamRun.of(golden.vendor.chat(), Arriving.whole(bytes));

        assertThat(StreamRun.of(golden.vendor.chat(), Arriving.byteByByte(bytes)))
                .isEqualTo(whole);
    }

    private static String broken(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int times = 1 + random.nextInt(4);
        for (int time = 0; time < times && !lines.isEmpty(); time++) {
            int line = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(line);
                case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
                case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
                case 3 -> lines.set(line, otherValue(lines.get(line), random));
                default -> lines.set(line, cut(lines.get(line), random));
            }
        }
        return String.join("\n", lines);
    }

    /** Another kind of value behind one of the line's colons. */
    private static String otherValue(String line, Random random) {
        List<Integer> colons = new ArrayList<>();
        for (int at = line.indexOf("\":"); at >= 0; at = line.indexOf("\":", at + 1)) {
            colons.add(at + 2);
        }
        if (colons.isEmpty()) {
            return line;
        }
        int start = colons.get(random.nextInt(colons.size()));
        int end = start;
        while (end < line.length() && ",}]".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(0, start) + new OddJson(random.nextLong()).json() + line.substring(end);
    }

    private static String cut(String line, Random random) {
        return line.isEmpty() ? line : line.substring(0, random.nextInt(line.length()));
    }

    private static List<Golden> goldens(Provider vendor, String folder) {
        URL found = BrokenStreamsTest.class.getResource(folder);
        if (found == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".sse"))
                    .sorted()
                    .map(file -> new Golden(vendor, text(file)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
