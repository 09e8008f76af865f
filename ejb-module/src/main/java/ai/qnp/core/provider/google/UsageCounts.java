package ai.qnp.core.provider.google;

import ai.qnp.core.metering.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Google's counts, in its own words: the prompt stands without what its own tools read, the candidates without the
 * thoughts. In a stream each report counts from the beginning.
 */
record UsageCounts(
        long prompt,
        long toolUsePrompt,
        long candidates,
        long thoughts,
        long cached,
        Kinds promptKinds,
        Kinds toolUseKinds,
        Kinds candidateKinds) {
    static final UsageCounts NONE = new UsageCounts(0, 0, 0, 0, 0, Kinds.NONE, Kinds.NONE, Kinds.NONE);

    /** Of some tokens, those that are no text. */
    record Kinds(long audio, long image) {
        static final Kinds NONE = new Kinds(0, 0);

        private static Kinds of(JsonNode details, Kinds before) {
            if (!details.isArray()) {
                return before;
            }
            long audio = 0;
            long image = 0;
            for (JsonNode detail : details) {
                long tokens = count(detail.path("tokenCount"), 0);
                switch (detail.path("modality").asString("")) {
                    case "AUDIO" -> audio += tokens;
                    case "IMAGE" -> image += tokens;
                    default -> {
                        // text, and what is priced as text: documents and video
                    }
                }
            }
            return new Kinds(audio, image);
        }
    }

    /** The same with a later report, of which each count that is there counts. */
    UsageCounts and(JsonNode usage) {
        return new UsageCounts(
                count(usage.path("promptTokenCount"), prompt),
                count(usage.path("toolUsePromptTokenCount"), toolUsePrompt),
                count(usage.path("candidatesTokenCount"), candidates),
                count(usage.path("thoughtsTokenCount"), thoughts),
                count(usage.path("cachedContentTokenCount"), cached),
                Kinds.of(usage.path("promptTokensDetails"), promptKinds),
                Kinds.of(usage.path("toolUsePromptTokensDetails"), toolUseKinds),
                Kinds.of(usage.path("candidatesTokensDetails"), candidateKinds));
    }

    /** Of a whole answer; null when it reports nothing. */
    static @Nullable TokenUsage read(JsonNode usage) {
        UsageCounts counts = NONE.and(usage);
        return counts.equals(NONE) ? null : counts.tokenUsage();
    }

    private static long count(JsonNode value, long before) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.clamp(value.asLong(), 0, 1L << 53) : before;
    }

    /** In OpenAI's sense. */
    TokenUsage tokenUsage() {
        return new TokenUsage(
                prompt + toolUsePrompt,
                candidates + thoughts,
                cached,
                0,
                0,
                thoughts,
                promptKinds.audio + toolUseKinds.audio,
                candidateKinds.audio,
                promptKinds.image + toolUseKinds.image,
                candidateKinds.image,
                false);
    }
}
