package ai.qnp.core.provider.google;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name tells of what it takes.
 *
 * @param name the slug
 * @param number ten times the major version and the minor one: 25 for 2.5; a Gemini without a number, or a name that is
 *     not known, counts as the newest
 */
record GeminiModel(String name, int number) {
    private static final int NEWEST = 999;
    private static final Pattern VERSION = Pattern.compile("(?:gemini|gemma)-(\\d{1,2})(?:\\.(\\d))?(?!\\d)");

    static GeminiModel of(String model) {
        Matcher matcher = VERSION.matcher(model);
        if (!matcher.find()) {
            return new GeminiModel(model, NEWEST);
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new GeminiModel(model, 10 * Integer.parseInt(matcher.group(1)) + minor);
    }

    private boolean isGemma() {
        return name.contains("gemma-");
    }

    /** Gemma before 4 answers {@code Developer instruction is not enabled}. */
    boolean takesSystemInstruction() {
        return !isGemma() || number >= 40;
    }

    /** From 2.5 on each but zero is answered with {@code Penalty is not enabled for this model}. */
    boolean takesPenalties() {
        return !isGemma() && number <= 20;
    }

    /** Before 3: {@code Function calling with a response mime type: 'application/json' is unsupported}. */
    boolean answersJsonBesideTools() {
        return !isGemma() && number >= 30;
    }

    /** From 3 on tool calls of earlier turns must bring a signature, and own tools beside functions must be announced. */
    boolean isThree() {
        return !isGemma() && number >= 30;
    }

    /** A Pro model always thinks. */
    boolean isPro() {
        return name.contains("-pro");
    }

    Thinking thinking() {
        boolean isMedia = name.contains("-image") || name.contains("-tts") || name.contains("nano-banana");
        if (isGemma() || isMedia || number < 25) {
            return Thinking.NONE;
        }
        return number < 30 ? Thinking.BY_BUDGET : Thinking.BY_LEVEL;
    }

    /** How a model is told to think. */
    enum Thinking {
        NONE,
        BY_BUDGET,
        BY_LEVEL
    }
}
