package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingNotes;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code temperature}, {@code top_p}, {@code top_k} and {@code stop}, as far as the model's version takes them. */
final class Sampling {
    private final ClaudeVersion version;
    private final EncodingNotes notes;

    Sampling(ClaudeVersion version, EncodingNotes notes) {
        this.version = version;
        this.notes = notes;
    }

    void write(ObjectNode request, JsonNode source) {
        stop(request, source.path("stop"));
        boolean thinks = request.has("thinking")
                && !request.path("thinking").path("type").asString("").equals("disabled");
        if (!version.takesSampling() || thinks) {
            drop(source);
            return;
        }
        if (source.path("temperature").isNumber()) {
            temperature(request, source.path("temperature").decimalValue());
        }
        if (source.path("top_p").isNumber()) {
            if (request.has("temperature") && !version.takesTemperatureBesideTopP()) {
                notes.dropped("top_p");
            } else {
                request.set("top_p", source.path("top_p"));
            }
        }
        if (source.path("top_k").isNumber()) {
            request.set("top_k", source.path("top_k"));
        }
    }

    /** The default, which many clients send, is nothing to tell about. */
    private void drop(JsonNode source) {
        for (String field : List.of("temperature", "top_p")) {
            JsonNode value = source.path(field);
            if (value.isNumber() && value.decimalValue().compareTo(BigDecimal.ONE) != 0) {
                notes.dropped(field);
            }
        }
        if (source.path("top_k").isNumber()) {
            notes.dropped("top_k");
        }
    }

    /** Anthropic's range ends at 1, OpenAI's at 2. */
    private void temperature(ObjectNode request, BigDecimal asked) {
        BigDecimal taken = asked.max(BigDecimal.ZERO).min(BigDecimal.ONE);
        if (taken.compareTo(asked) != 0) {
            notes.dropped("temperature");
        }
        request.put("temperature", taken);
    }

    /** Anthropic refuses sequences without any visible character. */
    private void stop(ObjectNode request, JsonNode stop) {
        List<JsonNode> given = stop.isArray() ? List.copyOf(stop.values()) : List.of(stop);
        List<JsonNode> taken = given.stream()
                .filter(sequence -> sequence.isString() && !sequence.asString().isBlank())
                .toList();
        if (!taken.isEmpty()) {
            request.putArray("stop_sequences").addAll(taken);
        }
        boolean isGiven = stop.isArray() || stop.isString();
        if (isGiven && taken.size() < given.size()) {
            notes.dropped("stop");
        }
    }
}
