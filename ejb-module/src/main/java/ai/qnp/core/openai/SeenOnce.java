package ai.qnp.core.openai;

/**
 * Refuses a second occurrence of a field that routing, limits or money depend on. JSON does not say which of two
 * counts: an upstream that takes the other one than we do would answer a request that nobody admitted.
 */
final class SeenOnce {
    private int seen;

    void check(String name) {
        int bit = bit(name);
        if ((seen & bit) != 0) {
            throw Refusal.duplicate(name);
        }
        seen |= bit;
    }

    private static int bit(String name) {
        return switch (name) {
            case "model" -> 1;
            case "messages" -> 1 << 1;
            case "stream" -> 1 << 2;
            case "stream_options" -> 1 << 3;
            case "max_tokens" -> 1 << 4;
            case "max_completion_tokens" -> 1 << 5;
            case "n" -> 1 << 6;
            case "tools" -> 1 << 7;
            case "input" -> 1 << 8;
            case "prompt" -> 1 << 9;
            case "size" -> 1 << 10;
            case "quality" -> 1 << 11;
            default -> 0;
        };
    }
}
