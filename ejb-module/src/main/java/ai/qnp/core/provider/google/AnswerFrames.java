package ai.qnp.core.provider.google;

import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.provider.AnswerContext;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all pieces of an answer have in common, as far as Google says it. */
final class AnswerFrames {
    private AnswerFrames() {}

    static AnswerFrame of(JsonNode answer, AnswerContext context) {
        String model = answer.path("modelVersion").asString("");
        String id = answer.path("responseId").asString("");
        return new AnswerFrame(
                id.isEmpty() ? context.completionId() : id,
                created(answer.path("createTime").asString(""), context),
                model.isEmpty() ? context.model() : ModelPath.slug(model),
                serviceTier(answer.path("usageMetadata").path("serviceTier").asString("")));
    }

    private static @Nullable String serviceTier(String given) {
        return switch (given) {
            case "", "unspecified" -> null;
            case "standard" -> "default";
            default -> given;
        };
    }

    private static long created(String time, AnswerContext context) {
        try {
            return time.isEmpty()
                    ? context.created().getEpochSecond()
                    : Instant.parse(time).getEpochSecond();
        } catch (DateTimeException notATime) {
            return context.created().getEpochSecond();
        }
    }
}
