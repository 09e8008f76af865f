package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.EncodingNotes;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What tunes the answer, under Cohere's names and within its ranges, which are shorter than OpenAI's. */
final class Sampling {
    private static final int MAX_STOP_SEQUENCES = 5;

    private final ObjectNode request;
    private final JsonNode source;
    private final EncodingNotes notes;

    private Sampling(ObjectNode request, JsonNode source, EncodingNotes notes) {
        this.request = request;
        this.source = source;
        this.notes = notes;
    }

    static void write(ObjectNode request, JsonNode source, EncodingNotes notes) {
        new Sampling(request, source, notes).write();
    }

    private void write() {
        JsonNode newer = source.path("max_completion_tokens");
        JsonNode cap = newer.isIntegralNumber() ? newer : source.path("max_tokens");
        if (cap.isIntegralNumber()) {
            request.set("max_tokens", cap);
        }
        bounded("temperature", "temperature", "0", "1");
        bounded("top_p", "p", "0.01", "0.99");
        bounded("top_k", "k", "0", "500");
        penalties();
        seed();
        stop();
    }

    private void bounded(String field, String name, String lowest, String highest) {
        if (source.path(field).isNumber()) {
            BigDecimal asked = source.path(field).decimalValue();
            BigDecimal taken = asked.max(new BigDecimal(lowest)).min(new BigDecimal(highest));
            if (taken.compareTo(asked) == 0) {
                request.set(name, source.path(field));
            } else {
                request.put(name, taken);
                if (asked.compareTo(BigDecimal.ONE) != 0) {
                    // OpenAI's default, which many clients send, is nothing to tell about
                    notes.dropped(field);
                }
            }
        }
    }

    /** Cohere takes no negative ones, and one of the two at a time. */
    private void penalties() {
        for (String field : List.of("frequency_penalty", "presence_penalty")) {
            JsonNode value = source.path(field);
            int sign = value.isNumber() ? value.decimalValue().signum() : 0;
            if (sign < 0 || (sign > 0 && request.has("frequency_penalty"))) {
                notes.dropped(field);
            } else if (sign > 0) {
                bounded(field, field, "0", "1");
            }
        }
    }

    private void seed() {
        JsonNode seed = source.path("seed");
        if (seed.isIntegralNumber() && seed.decimalValue().signum() >= 0) {
            request.set("seed", seed);
        } else if (seed.isNumber()) {
            notes.dropped("seed");
        }
    }

    private void stop() {
        JsonNode stop = source.path("stop");
        List<JsonNode> given = stop.isArray() ? List.copyOf(stop.values()) : List.of(stop);
        List<JsonNode> taken = given.stream()
                .filter(sequence -> sequence.isString() && !sequence.asString().isEmpty())
                .limit(MAX_STOP_SEQUENCES)
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
