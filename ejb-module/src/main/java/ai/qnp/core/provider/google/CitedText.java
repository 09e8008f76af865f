package ai.qnp.core.provider.google;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Finds Google's segments, which count bytes of UTF-8, in a content whose characters OpenAI counts. */
final class CitedText {
    private final String content;
    /** The character at each byte; empty where they are the same. */
    private final int[] characterAt;

    /** A range of characters. */
    record Place(int start, int end) {
        static final Place NOWHERE = new Place(0, 0);
    }

    CitedText(String content) {
        this.content = content;
        byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
        this.characterAt = utf8.length == content.length() ? new int[0] : characters(utf8);
    }

    private static int[] characters(byte[] utf8) {
        int[] at = new int[utf8.length + 1];
        int character = 0;
        for (int index = 0; index < utf8.length; index++) {
            boolean isContinuation = (utf8[index] & 0xc0) == 0x80;
            at[index] = character;
            if (!isContinuation) {
                // four bytes stand for two of Java's and JavaScript's characters
                character += (utf8[index] & 0xf8) == 0xf0 ? 2 : 1;
            }
        }
        at[utf8.length] = character;
        return at;
    }

    /** Where a segment stands; its own text decides where it does not stand where it is said to. */
    Place place(JsonNode segment) {
        int start = character(segment.path("startIndex").asInt(0));
        int end = Math.max(start, character(segment.path("endIndex").asInt(0)));
        String text = segment.path("text").asString("");
        if (text.isEmpty() || content.startsWith(text, start)) {
            return new Place(start, text.isEmpty() ? end : start + text.length());
        }
        int found = content.indexOf(text);
        return found < 0 ? new Place(start, end) : new Place(found, found + text.length());
    }

    private int character(int at) {
        if (characterAt.length == 0) {
            return Math.clamp(at, 0, content.length());
        }
        return characterAt[Math.clamp(at, 0, characterAt.length - 1)];
    }
}
