package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer as its parts say it, gathered without any of the code under test. */
final class ExpectedAnswer {
    private static final Map<String, String> FINISH_REASONS = Map.of(
            "STOP", "stop",
            "MAX_TOKENS", "length",
            "SAFETY", "content_filter",
            "RECITATION", "content_filter",
            "UNEXPECTED_TOOL_CALL", "tool_calls");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    /** Name and arguments. */
    private final List<String> calls = new ArrayList<>();

    private final List<String> givenIds = new ArrayList<>();
    private final List<String> callSignatures = new ArrayList<>();
    private final List<String> imageSignatures = new ArrayList<>();
    List<String> signatures = List.of();
    private String textSignature = "";
    private String finish = "";
    String model = "asked-model";
    String speech = "";
    int images;
    int own;
    int annotations;
    int logprobs;
    boolean grounded;
    private boolean blocked;
    private final ObjectNode usage = Json.MAPPER.createObjectNode();

    private ExpectedAnswer(List<JsonNode> events) {
        for (JsonNode event : events) {
            model = event.path("modelVersion").asString(model).replace("models/", "");
            blocked |= event.at("/promptFeedback/blockReason").isString();
            event.path("usageMetadata").properties().forEach(count -> usage.set(count.getKey(), count.getValue()));
            event.path("candidates").forEach(this::candidate);
        }
    }

    static ExpectedAnswer of(List<JsonNode> events) {
        ExpectedAnswer expected = new ExpectedAnswer(events);
        List<String> all = new ArrayList<>(expected.callSignatures);
        all.addAll(expected.imageSignatures);
        if (!expected.textSignature.isEmpty()) {
            all.add(expected.textSignature);
        }
        expected.signatures = all;
        return expected;
    }

    private void candidate(JsonNode candidate) {
        finish = candidate.path("finishReason").asString(finish);
        JsonNode grounding = candidate.path("groundingMetadata");
        grounded |= !grounding.isEmpty();
        for (JsonNode support : grounding.path("groundingSupports")) {
            for (JsonNode index : support.path("groundingChunkIndices")) {
                boolean isWeb = grounding
                        .path("groundingChunks")
                        .path(index.asInt())
                        .at("/web/uri")
                        .isString();
                annotations += isWeb ? 1 : 0;
            }
        }
        if (grounding.path("groundingSupports").isEmpty()) {
            annotations += (int) grounding
                    .path("groundingChunks")
                    .valueStream()
                    .filter(chunk -> chunk.at("/web/uri").isString())
                    .count();
        }
        for (String field : List.of("citationSources", "citations")) {
            annotations += (int) candidate
                    .path("citationMetadata")
                    .path(field)
                    .valueStream()
                    .filter(source -> source.has("uri"))
                    .count();
        }
        logprobs += candidate.at("/logprobsResult/chosenCandidates").size();
        candidate.at("/content/parts").forEach(this::part);
    }

    private void part(JsonNode part) {
        String signature = part.path("thoughtSignature").asString("");
        if (part.has("functionCall")) {
            call(part.path("functionCall"));
            if (!signature.isEmpty()) {
                callSignatures.add(signature);
            }
        } else if (part.at("/inlineData/mimeType").asString("").startsWith("audio/")) {
            speech += part.at("/inlineData/data").asString();
        } else if (part.has("inlineData")) {
            images++;
            if (!signature.isEmpty()) {
                imageSignatures.add(signature);
            }
        } else if (part.has("text") || part.isEmpty()) {
            (part.path("thought").asBoolean(false) ? thoughts : text)
                    .append(part.path("text").asString(""));
            textSignature = signature.isEmpty() ? textSignature : signature;
        } else {
            own++;
        }
    }

    private void call(JsonNode call) {
        if (call.has("name")) {
            givenIds.add(call.path("id").asString(""));
            calls.add(call.path("name").asString() + " "
                    + (call.has("willContinue")
                            ? ""
                            : call.path("args").isObject() ? call.path("args").toString() : "{}"));
        } else if (call.has("partialArgs")) {
            for (JsonNode bit : call.path("partialArgs")) {
                // compared loosely: every value must stand in the arguments that were put together
                String value =
                        bit.path("stringValue").asString(bit.path("numberValue").toString());
                calls.set(calls.size() - 1, calls.getLast() + "\u0000" + value);
            }
        }
    }

    void check(Message message) {
        assertThat(message.content()).isEqualTo(text.toString());
        assertThat(message.reasoning()).isEqualTo(thoughts.toString());
        assertThat(message.toolCalls()).hasSameSizeAs(calls);
        Set<String> ids = new TreeSet<>();
        for (int index = 0; index < calls.size(); index++) {
            String call = message.toolCalls().get(index);
            String id = call.substring(0, call.indexOf(' '));
            ids.add(id);
            if (givenIds.get(index).isEmpty()) {
                assertThat(id).matches("call_[0-9a-f]{24}");
            } else {
                assertThat(id).isEqualTo(givenIds.get(index));
            }
            String rest = call.substring(id.length() + 1);
            if (calls.get(index).indexOf('\u0000') < 0) {
                assertThat(rest).isEqualTo(calls.get(index));
            } else {
                assertThat(rest).contains(calls.get(index).split("\u0000", -1));
            }
        }
        assertThat(ids).hasSameSizeAs(calls);
        assertThat(message.finishReason()).isEqualTo(finishReason());
    }

    String finishReason() {
        if (blocked && finish.isEmpty()) {
            return "content_filter";
        }
        String word = FINISH_REASONS.getOrDefault(finish, finish);
        return word.equals("stop") && !calls.isEmpty() ? "tool_calls" : word;
    }

    @Nullable TokenUsage usage() {
        if (usage.propertyStream().noneMatch(field -> field.getKey().endsWith("Count"))) {
            return null;
        }
        long thought = usage.path("thoughtsTokenCount").asLong(0);
        return new TokenUsage(
                        usage.path("promptTokenCount").asLong(0)
                                + usage.path("toolUsePromptTokenCount").asLong(0),
                        usage.path("candidatesTokenCount").asLong(0) + thought,
                        usage.path("cachedContentTokenCount").asLong(0),
                        0,
                        0,
                        thought,
                        tokens("promptTokensDetails", "AUDIO"),
                        tokens("candidatesTokensDetails", "AUDIO"),
                        false)
                .with(TokenPart.IMAGE_PROMPT, tokens("promptTokensDetails", "IMAGE"))
                .with(TokenPart.IMAGE_COMPLETION, tokens("candidatesTokensDetails", "IMAGE"));
    }

    private long tokens(String details, String modality) {
        return usage.path(details)
                .valueStream()
                .filter(detail -> detail.path("modality").asString().equals(modality))
                .mapToLong(detail -> detail.path("tokenCount").asLong())
                .sum();
    }
}
