package ai.qnp.core.provider.google;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Ids that Google may leave out, made from the answer's, so that the same bytes give the same ones. */
final class CallIds {
    /** With its prefix it stays below the 40 characters that other vendors take. */
    private static final int LENGTH = 24;

    private CallIds() {}

    /** A tool call's: Google's where it gives one. */
    static String of(JsonNode functionCall, String completionId, int choice, int index) {
        String given = functionCall.path("id").asString("");
        return given.isEmpty() ? "call_" + made(completionId + "/" + choice + "/" + index) : given;
    }

    /** The speech's of one choice. */
    static String ofAudio(String completionId, int choice) {
        return "audio_" + made(completionId + "/" + choice + "/audio");
    }

    private static String made(String place) {
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, LENGTH);
    }
}
