package ai.qnp.core.provider.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name tells about the parameters it takes (platform.claude.com/docs/en/about-claude/models
 * 'Migration guide', read 2026-11).
 *
 * @param number major times ten plus minor: 45 for claude-haiku-4-5
 */
record ClaudeVersion(int number) {
    /** A Claude without a number in its name is a newer one. */
    private static final ClaudeVersion NEWEST = new ClaudeVersion(999);
    /** Something else behind a compatible address: what most versions take. */
    private static final ClaudeVersion UNKNOWN = new ClaudeVersion(40);

    private static final Pattern NAME =
            Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:[-.](\\d{1,2})(?!\\d))?(?:-|$)");

    static ClaudeVersion of(String model) {
        Matcher matcher = NAME.matcher(model);
        if (!matcher.find()) {
            return model.contains("claude-") ? NEWEST : UNKNOWN;
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new ClaudeVersion(10 * Integer.parseInt(matcher.group(1)) + Math.min(minor, 9));
    }

    /** The output cap where the client gives none: what every model of the version can do, and little to reserve. */
    long defaultMaxTokens() {
        return number < 35 ? 4096 : 8192;
    }

    /** Opus 4.1 and Sonnet 4.5 were the first that answer by a schema. */
    boolean takesSchemas() {
        return number >= 41;
    }

    /** Opus 4.7 and all later ones answer {@code temperature is deprecated for this model}. */
    boolean takesSampling() {
        return number <= 46;
    }

    /** From 4.1 on only one of them may be sent. */
    boolean takesTemperatureBesideTopP() {
        return number < 41;
    }

    Thinking thinking() {
        if (number < 37) {
            return Thinking.NONE;
        }
        return number < 46 ? Thinking.BY_BUDGET : Thinking.BY_EFFORT;
    }

    /** How a model is told to think. */
    enum Thinking {
        NONE,
        BY_BUDGET,
        BY_EFFORT
    }
}
