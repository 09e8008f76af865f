package ai.qnp.core.provider.google;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Ids of tool calls: Google's where it gives one, else made from the answer's, so that the same bytes give the same. */
final class CallIds {
    /** With its prefix it stays below the 40 characters that other vendors take. */
    private static final int LENGTH = 24;

    private CallIds() {}

    static String of(JsonNode functionCall, String completionId, int choice, int index) {
        String given = functionCall.path("id").asString("");
        if (!given.isEmpty()) {
            return given;
        }
        byte[] place = (completionId + "/" + choice + "/" + index).getBytes(StandardCharsets.UTF_8);
        return "call_"
                + UUID.nameUUIDFromBytes(place).toString().replace("-", "").substring(0, LENGTH);
    }
}
