package ai.qnp.core.routing.sage;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges what a request is about: the first rule that holds, from the certain ones to the guesses. */
public final class Sage {
    /** A prompt of more tokens is about its length before anything else. */
    static final long LONG_PROMPT = 32_000;

    /** An answer that is capped below so many tokens is meant to be brief: words alone make no long thought of it. */
    static final long BRIEF_ANSWER = 200;

    private static final Set<String> NO_REAL_EFFORT = Set.of("none", "minimal", "low");

    private Sage() {}

    /** Judges a request. Reads its bytes once more; costs nothing worth naming but for very large ones. */
    public static Judgement judge(ChatRequest request) {
        return judge(SignalScan.of(request));
    }

    static Judgement judge(Signals signals) {
        Judgement certain = byFields(signals);
        return certain == null ? byWords(signals) : certain;
    }

    private static @Nullable Judgement byFields(Signals signals) {
        Set<Feature> features = signals.features();
        if (features.contains(Feature.IMAGES)) {
            return new Judgement(Intent.VISION, "the input has an image");
        }
        if (features.contains(Feature.AUDIO)) {
            return new Judgement(Intent.VISION, "audio is in the input, or wanted");
        }
        if (features.contains(Feature.FILES)) {
            return new Judgement(Intent.VISION, "the input has a file");
        }
        if (signals.promptTokens() > LONG_PROMPT) {
            return new Judgement(Intent.LONG_CONTEXT, "the prompt has about " + signals.promptTokens() + " tokens");
        }
        String effort = signals.effort();
        if (effort != null && !NO_REAL_EFFORT.contains(effort)) {
            return new Judgement(Intent.REASONING, "the request asks for reasoning");
        }
        if (features.contains(Feature.TOOLS)) {
            return new Judgement(Intent.TOOLS, "the request brings tools");
        }
        if (signals.wantsJson()) {
            return new Judgement(
                    Intent.EXTRACTION,
                    features.contains(Feature.JSON_SCHEMA)
                            ? "the answer must follow a JSON schema"
                            : "the answer must be JSON");
        }
        return null;
    }

    private static Judgement byWords(Signals signals) {
        String text = signals.text();
        if (WordSigns.holdCode(text)) {
            return new Judgement(Intent.CODE, "the last user message holds code");
        }
        if (WordSigns.askForCode(text)) {
            return new Judgement(Intent.CODE, "the last user message asks for code");
        }
        Long cap = signals.maxOutputTokens();
        boolean wantsBrevity = (cap != null && cap < BRIEF_ANSWER) || WordSigns.askForBrevity(text);
        boolean declinesEffort = signals.effort() != null;
        if (!wantsBrevity && !declinesEffort && WordSigns.askForReasoning(text)) {
            return new Judgement(Intent.REASONING, "the last user message asks to think something through");
        }
        if (WordSigns.askForExtraction(text)) {
            return new Judgement(Intent.EXTRACTION, "the last user message asks to take something out of a text");
        }
        return new Judgement(
                Intent.CHAT, wantsBrevity ? "a brief answer is wanted" : "nothing asks for anything special");
    }
}
