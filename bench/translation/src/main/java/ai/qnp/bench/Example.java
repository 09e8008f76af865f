package ai.qnp.bench;

import ai.qnp.core.sse.SseEvent;
import ai.qnp.core.sse.SseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files beside the benchmarks: a typical request, and each dialect's answer to it. */
final class Example {
    /** What vendors without files of their own speak. */
    private static final String COMMON = "openai";

    private Example() {}

    static byte[] request() {
        return bytes("request.json");
    }

    static byte[] answer(String vendor) {
        return bytes(folder(vendor) + "/answer.json");
    }

    static List<SseEvent> stream(String vendor) {
        try {
            SseReader reader =
                    new SseReader(new ByteArrayInputStream(bytes(folder(vendor) + "/stream.sse")), 1 << 20);
            List<SseEvent> events = new ArrayList<>();
            for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            return List.copyOf(events);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String folder(String vendor) {
        return Example.class.getResource(vendor + "/answer.json") == null ? COMMON : vendor;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Example.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
