package ai.qnp.core.provider.google;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One whole answer in OpenAI's words. */
final class AnswerDecoder {
    private AnswerDecoder() {}

    static Decoded decode(JsonText body, AnswerContext context) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return invalid("Google's answer is no JSON");
        }
        if (GoogleErrors.isError(answer)) {
            return new Decoded.Failed(GoogleErrors.inBand(answer));
        }
        AnswerFrame frame = AnswerFrames.of(answer, context);
        TokenUsage usage = UsageCounts.read(answer, context.model());
        if (FinishReasons.isBlocked(answer)) {
            return blocked(answer, frame, usage);
        }
        JsonNode candidates = answer.path("candidates");
        return candidates.isEmpty() || !candidates.isArray()
                ? invalid("Google's answer has no candidates")
                : candidates(inOrder(candidates), frame, usage, context);
    }

    private static Decoded invalid(String message) {
        return new Decoded.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    /** An answer without one: the prompt was blocked, which is nobody's failure. */
    private static Decoded blocked(JsonNode answer, AnswerFrame frame, @Nullable TokenUsage usage) {
        JsonNode why = answer.path("promptFeedback").path("blockReasonMessage");
        ObjectNode message = Json.MAPPER
                .createObjectNode()
                .put("role", "assistant")
                .putNull("content")
                .put("refusal", why.isString() ? why.asString() : null);
        return new Decoded.Completion(
                frame.completion(message, FinishReasons.BLOCKED, usage), FinishReasons.BLOCKED, usage, 0);
    }

    private static List<JsonNode> inOrder(JsonNode candidates) {
        return candidates
                .valueStream()
                .sorted(Comparator.comparingInt(
                        candidate -> candidate.path("index").asInt(0)))
                .toList();
    }

    private static Decoded candidates(
            List<JsonNode> candidates, AnswerFrame frame, @Nullable TokenUsage usage, AnswerContext context) {
        List<AnswerFrame.Choice> choices = new ArrayList<>();
        long characters = 0;
        boolean anything = false;
        for (JsonNode candidate : candidates) {
            CandidateMessage message = new CandidateMessage(context, choices.size());
            candidate.path("content").path("parts").forEach(message::add);
            String given = FinishReasons.given(candidate);
            if (given != null) {
                Failure failure = FinishReasons.failure(
                        given,
                        message.anyCall(),
                        candidate.path("finishMessage").asString(""));
                if (failure != null) {
                    return new Decoded.Failed(failure);
                }
            }
            characters += message.characters();
            anything |= given != null || !message.isEmpty();
            choices.add(new AnswerFrame.Choice(
                    message.json(candidate),
                    Logprobs.of(candidate.path("logprobsResult")),
                    given == null ? null : FinishReasons.of(given, message.anyCall())));
        }
        return anything
                ? new Decoded.Completion(
                        frame.completion(choices, usage), choices.getFirst().finishReason(), usage, characters)
                : invalid("Google's answer is empty");
    }
}
