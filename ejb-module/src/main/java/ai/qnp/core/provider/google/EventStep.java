package ai.qnp.core.provider.google;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.StreamParts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One event's work on a copy of the state. */
final class EventStep {
    private final StreamParts parts = new StreamParts();
    private final StreamState before;
    private final AnswerContext context;

    EventStep(StreamState before, AnswerContext context) {
        this.before = before;
        this.context = context;
    }

    List<StreamPart> parts() {
        return parts.all();
    }

    StreamState take(JsonNode event) {
        AnswerFrame frame = before.frame() == null ? AnswerFrames.of(event, context) : before.frame();
        Map<Integer, ChoiceState> choices = before.choices();
        for (JsonNode candidate : event.path("candidates")) {
            int index = candidate.path("index").asInt(0);
            if (candidate.isObject() && index >= 0 && index < StreamState.MAX_CHOICES) {
                choices = with(choices, index, candidate(frame, index, choices.get(index), candidate));
            }
        }
        UsageCounts usage =
                before.usage().and(event.path("usageMetadata")).grounded(event.path("candidates"), context.model());
        if (usage.isReported() && !usage.equals(before.usage())) {
            TokenUsage counted = usage.tokenUsage();
            parts.usage(frame, counted);
        }
        return new StreamState(
                frame,
                usage,
                choices,
                before.blocked() || FinishReasons.isBlocked(event),
                before.real() || parts.anyReal());
    }

    /** One choice is the rule, for which nothing needs to be copied. */
    private static Map<Integer, ChoiceState> with(Map<Integer, ChoiceState> choices, int index, ChoiceState choice) {
        if (choices.isEmpty() || (choices.size() == 1 && choices.containsKey(index))) {
            return Map.of(index, choice);
        }
        Map<Integer, ChoiceState> all = new HashMap<>(choices);
        all.put(index, choice);
        return all;
    }

    private ChoiceState candidate(AnswerFrame frame, int index, @Nullable ChoiceState known, JsonNode candidate) {
        if (known == null) {
            parts.opening(
                    frame, index, StreamParts.delta().put("role", "assistant").put("content", ""));
        }
        ChoiceState choice = known == null ? ChoiceState.BEGINNING : known;
        ObjectNode logprobs = Logprobs.of(candidate.path("logprobsResult"));
        for (JsonNode json : candidate.path("content").path("parts")) {
            GeminiPart part = GeminiPart.of(json);
            boolean isSaid =
                    part instanceof GeminiPart.Text text && !text.text().isEmpty();
            choice = part(frame, index, choice, part, isSaid ? logprobs : null);
            logprobs = isSaid ? null : logprobs;
        }
        if (logprobs != null) {
            parts.real(frame, index, StreamParts.delta(), logprobs, 0);
        }
        return choice.and(candidate);
    }

    private ChoiceState part(
            AnswerFrame frame,
            int index,
            ChoiceState choice,
            @Nullable GeminiPart part,
            @Nullable ObjectNode logprobs) {
        return switch (part) {
            case GeminiPart.Text(String text, String signature) ->
                text(frame, index, choice, text, signature, logprobs);
            case GeminiPart.Thought(String text) -> {
                if (!text.isEmpty()) {
                    parts.real(frame, index, StreamParts.delta().put("reasoning_content", text), null, text.length());
                }
                yield choice;
            }
            case GeminiPart.Call(JsonNode call, String signature) -> call(frame, index, choice, call, signature);
            case GeminiPart.Image(String dataUri, String signature) -> {
                ObjectNode image =
                        CandidateMessage.image(Json.MAPPER.createObjectNode().put("index", choice.images()), dataUri);
                Signatures.keep(image, signature);
                parts.real(frame, index, StreamParts.listed("images", image), null, 0);
                yield choice.withImage();
            }
            case GeminiPart.Audio(String base64) -> {
                ObjectNode delta = Speech.writePiece(StreamParts.delta(), base64, context, index);
                parts.real(frame, index, delta, null, 0);
                yield choice;
            }
            case GeminiPart.Own(ObjectNode own) -> {
                parts.opening(
                        frame,
                        index,
                        StreamParts.listed("provider_content", own.deepCopy().put("index", choice.own())));
                yield choice.withOwn();
            }
            case null -> choice;
        };
    }

    private ChoiceState text(
            AnswerFrame frame,
            int index,
            ChoiceState choice,
            String text,
            @Nullable String signature,
            @Nullable ObjectNode logprobs) {
        ObjectNode delta = StreamParts.delta();
        if (!text.isEmpty()) {
            delta.put("content", text);
        }
        Signatures.keep(delta, signature);
        if (!text.isEmpty()) {
            parts.real(frame, index, delta, logprobs, text.length());
            return choice.withText(text);
        }
        if (signature != null) {
            parts.opening(frame, index, delta);
        }
        return choice;
    }

    /** A whole call, or the beginning, a piece or the end of one whose arguments come bit by bit. */
    private ChoiceState call(
            AnswerFrame frame, int index, ChoiceState before, JsonNode call, @Nullable String signature) {
        boolean goesOn = call.path("willContinue").asBoolean(false);
        PartialCall open = before.open();
        if (!call.path("name").isString()) {
            if (open == null) {
                return before;
            }
            PartialCall after = open.and(call.path("partialArgs"));
            if (!goesOn) {
                arguments(parts, frame, index, after);
            }
            return before.withOpen(goesOn ? after : null);
        }
        if (open != null) {
            arguments(parts, frame, index, open);
        }
        boolean isPartial = goesOn || call.path("partialArgs").isArray();
        String arguments = isPartial ? "" : CandidateMessage.arguments(call);
        String name = call.path("name").asString();
        ObjectNode entry = Json.MAPPER
                .createObjectNode()
                .put("index", before.calls())
                .put("id", CallIds.of(call, context.completionId(), index, before.calls()))
                .put("type", "function");
        entry.putObject("function").put("name", name).put("arguments", arguments);
        Signatures.keep(entry, signature);
        parts.real(frame, index, StreamParts.listed("tool_calls", entry), null, name.length() + arguments.length());
        PartialCall begun = isPartial ? PartialCall.begin(before.calls()).and(call.path("partialArgs")) : null;
        if (begun != null && !goesOn) {
            arguments(parts, frame, index, begun);
            begun = null;
        }
        return before.withCall(begun);
    }

    /** The arguments of a call that came bit by bit, once they are whole. */
    static void arguments(StreamParts parts, AnswerFrame frame, int choice, PartialCall call) {
        String arguments = call.arguments();
        ObjectNode entry = Json.MAPPER.createObjectNode().put("index", call.index());
        entry.putObject("function").put("arguments", arguments);
        parts.real(frame, choice, StreamParts.listed("tool_calls", entry), null, arguments.length());
    }

    /** Clients join a stream's list entries by their index. */
    static void number(JsonNode entries) {
        int index = 0;
        for (JsonNode entry : entries) {
            ((ObjectNode) entry).put("index", index);
            index++;
        }
    }
}
