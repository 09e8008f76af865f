package ai.qnp.core.provider.demo;

import java.util.List;

/**
 * The demo's answer.
 *
 * @param words each with the space behind it; a word counts as a token
 * @param finishReason {@code stop}, or {@code length} when the cap cut it
 */
record DemoAnswer(List<String> words, String finishReason) {
    private static final int MAX_QUOTE = 80;

    DemoAnswer {
        words = List.copyOf(words);
    }

    static DemoAnswer to(DemoRequest asked) {
        List<String> all = List.of(sentence(asked.lastUserText()).split("(?<= )"));
        boolean isCut = all.size() > asked.maxTokens();
        return isCut ? new DemoAnswer(all.subList(0, (int) asked.maxTokens()), "length") : new DemoAnswer(all, "stop");
    }

    String text() {
        return String.join("", words);
    }

    private static String sentence(String userText) {
        String quote = quote(userText);
        return "This is QNP's built-in demo: no language model is behind it."
                + (quote.isEmpty() ? "" : " You said: \"" + quote + "\".")
                + " To talk to a real model, set a provider's key, for example OPENAI_API_KEY, and start QNP again.";
    }

    private static String quote(String userText) {
        String flat = userText.strip().replaceAll("\\s+", " ");
        return flat.codePointCount(0, flat.length()) <= MAX_QUOTE
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, MAX_QUOTE)) + "…";
    }
}
