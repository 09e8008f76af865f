package ai.qnp.core.provider.google;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import java.util.Locale;
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
        Kinds candidateKinds,
        Kinds cachedKinds,
        String tier,
        Grounding grounding) {
    static final UsageCounts NONE =
            new UsageCounts(0, 0, 0, 0, 0, Kinds.NONE, Kinds.NONE, Kinds.NONE, Kinds.NONE, "", Grounding.NONE);

    /** Of some tokens, those that are no text. */
    record Kinds(long audio, long image, long video) {
        static final Kinds NONE = new Kinds(0, 0, 0);

        private static Kinds of(JsonNode details, Kinds before) {
            if (!details.isArray()) {
                return before;
            }
            long audio = 0;
            long image = 0;
            long video = 0;
            for (JsonNode detail : details) {
                long tokens = count(detail.path("tokenCount"), 0);
                switch (detail.path("modality").asString("")) {
                    case "AUDIO" -> audio += tokens;
                    case "IMAGE" -> image += tokens;
                    case "VIDEO" -> video += tokens;
                    default -> {
                        // text, and what is priced as text: documents
                    }
                }
            }
            return new Kinds(audio, image, video);
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
                Kinds.of(usage.path("candidatesTokensDetails"), candidateKinds),
                Kinds.of(usage.path("cacheTokensDetails"), cachedKinds),
                tier(usage, tier),
                grounding);
    }

    /** The same with the searches that an answer's candidates tell of. */
    UsageCounts grounded(JsonNode candidatesTold, String model) {
        Grounding told = grounding.and(candidatesTold, model);
        return told.equals(grounding) ? this : with(told);
    }

    /** The API names the tier; Google's cloud says the same of the traffic. What neither calls usual has a name. */
    private static String tier(JsonNode usage, String before) {
        if (usage.path("serviceTier").isString()) {
            String named = usage.path("serviceTier").asString().toLowerCase(Locale.ROOT);
            return named.equals("standard") || named.equals("unspecified") ? "" : named;
        }
        return switch (usage.path("trafficType").asString("")) {
            case "" -> before;
            case "ON_DEMAND", "TRAFFIC_TYPE_UNSPECIFIED" -> "";
            case "ON_DEMAND_FLEX" -> "flex";
            case "ON_DEMAND_PRIORITY" -> "priority";
            default -> "provisioned";
        };
    }

    /** Of a whole answer; null when it reports nothing. */
    static @Nullable TokenUsage read(JsonNode answer, String model) {
        UsageCounts counts = NONE.and(answer.path("usageMetadata"));
        return counts.equals(NONE)
                ? null
                : counts.grounded(answer.path("candidates"), model).tokenUsage();
    }

    /** Whether Google counted anything; searches alone are no report. */
    boolean isReported() {
        return !equals(NONE.with(grounding));
    }

    private UsageCounts with(Grounding told) {
        return new UsageCounts(
                prompt,
                toolUsePrompt,
                candidates,
                thoughts,
                cached,
                promptKinds,
                toolUseKinds,
                candidateKinds,
                cachedKinds,
                tier,
                told);
    }

    private static long count(JsonNode value, long before) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.clamp(value.asLong(), 0, 1L << 53) : before;
    }

    /** In OpenAI's sense. */
    TokenUsage tokenUsage() {
        TokenUsage usage = TokenUsage.of(prompt + toolUsePrompt, candidates + thoughts)
                .with(TokenPart.CACHED, cached)
                .with(TokenPart.REASONING, thoughts)
                .with(TokenPart.AUDIO_PROMPT, promptKinds.audio + toolUseKinds.audio)
                .with(TokenPart.IMAGE_PROMPT, promptKinds.image + toolUseKinds.image)
                .with(TokenPart.VIDEO_PROMPT, promptKinds.video + toolUseKinds.video)
                .with(TokenPart.AUDIO_COMPLETION, candidateKinds.audio)
                .with(TokenPart.IMAGE_COMPLETION, candidateKinds.image)
                .with(TokenPart.VIDEO_COMPLETION, candidateKinds.video)
                .with(TokenPart.CACHED_AUDIO, cachedKinds.audio)
                .with(TokenPart.CACHED_IMAGE, cachedKinds.image);
        return usage.on(grounding.onto(Terms.NONE).servedIn(tier.isEmpty() ? null : tier));
    }
}
