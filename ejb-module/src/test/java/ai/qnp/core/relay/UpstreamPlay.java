package ai.qnp.core.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one target does when it is asked: the head, then the body, piece by piece. Everything that it says bears its
 * number, so that a mixture of two targets' answers can be told.
 */
sealed interface UpstreamPlay {
    /** No connection. */
    record Refuses() implements UpstreamPlay {}

    /** No answer within the first-byte limit. */
    record IsLate() implements UpstreamPlay {}

    /** An answer with a head. */
    record Answers(int status, Map<String, String> headers, List<String> pieces, Ending ending)
            implements UpstreamPlay {
        public Answers {
            headers = Map.copyOf(headers);
            pieces = List.copyOf(pieces);
        }
    }

    /** What comes after the last piece. */
    enum Ending {
        /** The end of the body. */
        CLOSES,
        /** A reset. */
        BREAKS_OFF,
        /** Nothing, until the idle limit. */
        FALLS_SILENT,
        /** The last piece, for ever. */
        GOES_ON
    }

    /** An error with a status, perhaps with a {@code Retry-After}. */
    static Answers status(int number, int status, @Nullable String retryAfter) {
        return new Answers(
                status,
                retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter),
                List.of("{\"error\":{\"message\":\"error-of-" + number + "\"}}"),
                Ending.CLOSES);
    }

    /** A 200 with this body. */
    static Answers body(String body, Ending ending) {
        return new Answers(200, Map.of(), List.of(body), ending);
    }

    /** A good whole answer. */
    static String completion(int number) {
        return """
                {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
                {"role":"assistant","content":"said-by-%d"},"finish_reason":"stop"}]}""".formatted(number);
    }

    /** The opening of a stream, so many words, and an end of one's own. */
    static List<String> events(int number, int words, String... end) {
        List<String> events = new ArrayList<>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (int word = 0; word < words; word++) {
            events.add(chunk("{\"content\":\"said-by-" + number + " \"}", "null"));
        }
        events.addAll(List.of(end));
        return events;
    }

    /** What ends a stream well. */
    static String finish() {
        return chunk("{}", "\"stop\"");
    }

    /** An error in a stream. */
    static String errorEvent(int number) {
        return event("{\"error\":{\"message\":\"error-of-" + number + "\",\"type\":\"server_error\"}}");
    }

    /** An event. */
    static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private static String chunk(String delta, String finishReason) {
        return event("""
                {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}""".formatted(delta, finishReason));
    }
}
