package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.sse.Arriving;
import ai.qnp.core.sse.SseEvent;
import ai.qnp.core.sse.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream read to its end as the relay does it.
 *
 * @param chunks as trees
 * @param opening how many chunks brought nothing real, before the first that did
 * @param usage the last report
 * @param usageChunk the last report's chunk
 * @param ending how it ended
 * @param failure null unless it failed
 */
public record StreamRun(
        List<JsonNode> chunks,
        int opening,
        List<String> finishReasons,
        int contentCharacters,
        @Nullable TokenUsage usage,
        @Nullable JsonNode usageChunk,
        Ending ending,
        @Nullable Failure failure) {
    /** What every run of the tests takes for the fields that a vendor lacks. */
    public static final AnswerContext CONTEXT =
            new AnswerContext("chatcmpl-test", Instant.ofEpochSecond(1_700_000_000), "asked-model", 1);

    /** How a stream ended. */
    public enum Ending {
        DONE,
        COMPLETE_WITHOUT_DONE,
        FAILED
    }

    /** Reads to the end. */
    public static StreamRun of(ChatTranslator translator, InputStream in) {
        try {
            return read(translator, in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static StreamRun read(ChatTranslator translator, InputStream in) throws IOException {
        Parts parts = new Parts();
        SseReader reader = new SseReader(in, 1 << 24);
        ChunkReducer reducer = translator.reducer(CONTEXT);
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            ChunkReducer.Step step = reducer.reduce(event);
            reducer = step.next();
            if (parts.take(step.parts())) {
                return parts.run();
            }
        }
        parts.take(reducer.end());
        return parts.run();
    }

    /** Whole, byte by byte, and cut in two at every byte. */
    public static Stream<InputStream> everyWayToArrive(byte[] bytes) {
        return Stream.concat(
                Stream.of(Arriving.whole(bytes), Arriving.byteByByte(bytes)),
                IntStream.range(1, bytes.length).mapToObj(cut -> Arriving.cutAt(bytes, cut)));
    }

    private static final class Parts {
        private final List<JsonNode> chunks = new ArrayList<>();
        private final List<String> finishReasons = new ArrayList<>();
        private int opening;
        private boolean real;
        private int characters;
        private @Nullable TokenUsage usage;
        private @Nullable JsonNode usageChunk;
        private Ending ending = Ending.COMPLETE_WITHOUT_DONE;
        private @Nullable Failure failure;

        /** Says whether the stream is over. */
        boolean take(List<StreamPart> parts) {
            for (StreamPart part : parts) {
                switch (part) {
                    case StreamPart.Chunk chunk -> take(chunk);
                    case StreamPart.UsageReport report -> {
                        usage = report.usage();
                        usageChunk = Json.MAPPER.readTree(report.json().utf8());
                    }
                    case StreamPart.Failed failed -> {
                        failure = failed.failure();
                        ending = Ending.FAILED;
                        return true;
                    }
                    case StreamPart.End end -> {
                        ending = Ending.DONE;
                        return true;
                    }
                }
            }
            return false;
        }

        private void take(StreamPart.Chunk chunk) {
            JsonNode json = Json.MAPPER.readTree(chunk.json().utf8());
            if (json.path("choices").isEmpty()) {
                throw new AssertionError("a chunk without a choice: " + json);
            }
            if (json.hasNonNull("usage")) {
                throw new AssertionError("usage inside a content chunk: " + json);
            }
            chunks.add(json);
            real |= !chunk.opening();
            opening += real ? 0 : 1;
            characters += chunk.contentCharacters();
            if (chunk.finishReason() != null) {
                finishReasons.add(chunk.finishReason());
            }
        }

        StreamRun run() {
            return new StreamRun(
                    List.copyOf(chunks),
                    opening,
                    List.copyOf(finishReasons),
                    characters,
                    usage,
                    usageChunk,
                    ending,
                    failure);
        }
    }
}
