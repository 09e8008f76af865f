package ai.qnp.core.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import ai.qnp.core.sse.SseEvent;
import ai.qnp.core.sse.SseReader;
import ai.qnp.core.sse.SseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every vendor's stream must do: {@code X.sse} beside the test gives the parts in {@code X.parts.jsonl}, however it
 * arrives, and is never called whole when it was cut off.
 */
public abstract class StreamGoldenContract {
    /** The translator whose goldens lie beside the test class. */
    protected abstract ChatTranslator chat();

    @TestFactory
    Stream<DynamicTest> givesTheSamePartsHoweverItArrives() {
        return goldens()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    List<JsonNode> expected = golden.parts();
                    StreamRun.everyWayToArrive(golden.bytes())
                            .forEach(arriving -> assertThat(render(arriving)).isEqualTo(expected));
                }));
    }

    @TestFactory
    Stream<DynamicTest> isNeverCalledWholeWhenCutOff() {
        return goldens()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    StreamRun whole = StreamRun.of(chat(), Arriving.whole(golden.bytes()));
                    List<SseEvent> events = events(golden.bytes());
                    for (int count = 0; count < events.size(); count++) {
                        StreamRun cut = StreamRun.of(chat(), Arriving.whole(written(events.subList(0, count))));
                        if (cut.ending() != Ending.FAILED) {
                            assertThat(cut.finishReasons())
                                    .as("after %d events", count)
                                    .isNotEmpty();
                            assertThat(Message.of(cut.chunks())).isEqualTo(Message.of(whole.chunks()));
                        }
                    }
                }));
    }

    private List<JsonNode> render(InputStream in) {
        StreamRun run = StreamRun.of(chat(), in);
        List<JsonNode> lines = new ArrayList<>();
        for (int index = 0; index < run.chunks().size(); index++) {
            ObjectNode line = line().set("chunk", run.chunks().get(index));
            lines.add(index < run.opening() ? line.put("opening", true) : line);
        }
        if (run.usage() != null) {
            ObjectNode line = line().set("usage", usage(run.usage()));
            lines.add(line.set("chunk", run.usageChunk()));
        }
        lines.add(ending(run).put("characters", run.contentCharacters()));
        // read again, so that numbers have the same types as in the golden file
        return lines.stream().map(line -> Json.MAPPER.readTree(line.toString())).toList();
    }

    private static ObjectNode ending(StreamRun run) {
        return switch (run.ending()) {
            case DONE -> line().put("end", "done");
            case COMPLETE_WITHOUT_DONE -> line().put("end", "complete without done");
            case FAILED -> {
                Failure failure = Objects.requireNonNull(run.failure());
                yield line().put("failed", failure.failureClass().name()).put("message", failure.message());
            }
        };
    }

    private static JsonNode usage(TokenUsage usage) {
        ObjectNode json = line().put("prompt", usage.promptTokens()).put("completion", usage.completionTokens());
        putUnlessZero(json, "cached", usage.cachedTokens());
        putUnlessZero(json, "cache_write", usage.cacheWriteTokens());
        putUnlessZero(json, "long_cache_write", usage.longCacheWriteTokens());
        putUnlessZero(json, "reasoning", usage.reasoningTokens());
        return json;
    }

    private static void putUnlessZero(ObjectNode json, String name, long count) {
        if (count != 0) {
            json.put(name, count);
        }
    }

    private static ObjectNode line() {
        return Json.MAPPER.createObjectNode();
    }

    private static List<SseEvent> events(byte[] bytes) {
        try {
            SseReader reader = new SseReader(Arriving.whole(bytes), 1 << 20);
            List<SseEvent> events = new ArrayList<>();
            for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            return events;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] written(List<SseEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (SseEvent event : events) {
            if (event.name() != null) {
                bytes.writeBytes(("event: " + event.name() + "\n").getBytes(UTF_8));
            }
            bytes.writeBytes(SseWriter.data(event.data()));
        }
        return bytes.toByteArray();
    }

    private Stream<Golden> goldens() {
        URL folder = Objects.requireNonNull(getClass().getResource("."), "no goldens beside " + getClass());
        try (Stream<Path> files = Files.walk(resources(folder), 1)) {
            List<Golden> goldens = files.filter(file -> file.toString().endsWith(".sse"))
                    .sorted()
                    .map(Golden::new)
                    .toList();
            assertThat(goldens).isNotEmpty();
            return goldens.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path resources(URL folder) {
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private record Golden(Path stream) {
        String name() {
            return stream.getFileName().toString().replace(".sse", "").replace('-', ' ');
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(stream);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        List<JsonNode> parts() {
            Path parts = stream.resolveSibling(stream.getFileName().toString().replace(".sse", ".parts.jsonl"));
            try {
                return Files.readAllLines(parts).stream()
                        .map(Json.MAPPER::readTree)
                        .toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
