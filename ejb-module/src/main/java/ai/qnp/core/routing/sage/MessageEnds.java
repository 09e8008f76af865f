package ai.qnp.core.routing.sage;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The beginning and the end of one message's text: people put what they want before or behind what it is about. However
 * long the message is, no more than twice {@link #MAX} characters are kept of it.
 */
final class MessageEnds {
    /** Characters that are kept at either end. */
    static final int MAX = 2_000;

    private final StringBuilder beginning = new StringBuilder();
    private String end = "";

    /**
     * What was kept.
     *
     * @param text the message, or its two ends with a line between them
     */
    record Cut(String text) {
        static final Cut NOTHING = new Cut("");

        /** Whether most letters are of a script that is written without spaces between words. */
        boolean isDense() {
            long letters = text.codePoints().filter(Character::isLetter).count();
            long dense = text.codePoints().filter(MessageEnds::isDense).count();
            return dense * 2 > letters;
        }
    }

    void begin() {
        beginning.setLength(0);
        end = "";
    }

    /** Takes the string that the parser stands at; anything else is left alone. */
    void add(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return;
        }
        char[] characters = parser.getStringCharacters();
        int length = parser.getStringLength();
        int offset = parser.getStringOffset();
        if (!beginning.isEmpty() && beginning.length() < MAX) {
            beginning.append('\n');
        }
        int first = Math.clamp(MAX - beginning.length(), 0, length);
        beginning.append(characters, offset, first);
        int last = Math.min(MAX, length - first);
        if (last > 0) {
            String tail = end + '\n' + new String(characters, offset + length - last, last);
            end = tail.substring(Math.max(0, tail.length() - MAX));
        }
    }

    Cut cut() {
        return new Cut(end.isEmpty() ? beginning.toString() : beginning + "\n" + end);
    }

    private static boolean isDense(int character) {
        if (!Character.isLetter(character)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
