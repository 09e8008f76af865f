package ai.qnp.core.provider.google;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.EncodingNotes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code generationConfig}: sampling, length, choices, log probabilities, thinking and the answer's form. */
final class GenerationConfig {
    private static final BigDecimal HIGHEST_TEMPERATURE = BigDecimal.TWO;
    private static final int MAX_CANDIDATES = 8;

    private final GeminiModel model;
    private final EncodingNotes notes;

    GenerationConfig(GeminiModel model, EncodingNotes notes) {
        this.model = model;
        this.notes = notes;
    }

    void write(ObjectNode config, ChatRequest request, JsonNode source) {
        if (request.maxOutputTokens() != null) {
            config.put("maxOutputTokens", request.maxOutputTokens());
        }
        sampling(config, source);
        penalty(config, source, "presence_penalty", "presencePenalty");
        penalty(config, source, "frequency_penalty", "frequencyPenalty");
        stop(config, source.path("stop"));
        candidates(config, request.choices());
        if (request.features().contains(Feature.LOGPROBS)) {
            logprobs(config, source.path("top_logprobs"));
        }
        ThinkingSetting.write(config, source.path("reasoning_effort"), model, notes);
        format(config, source);
        modalities(config, source);
    }

    private void sampling(ObjectNode config, JsonNode source) {
        if (source.path("temperature").isNumber()) {
            BigDecimal asked = source.path("temperature").decimalValue();
            BigDecimal taken = asked.max(BigDecimal.ZERO).min(HIGHEST_TEMPERATURE);
            if (taken.compareTo(asked) != 0) {
                notes.dropped("temperature");
            }
            config.put("temperature", taken);
        }
        copyNumber(config, source.path("top_p"), "topP");
        copyNumber(config, source.path("top_k"), "topK");
        JsonNode seed = source.path("seed");
        if (seed.isIntegralNumber()) {
            if (seed.canConvertToInt()) {
                config.set("seed", seed);
            } else {
                notes.dropped("seed");
            }
        }
    }

    private static void copyNumber(ObjectNode config, JsonNode value, String target) {
        if (value.isNumber()) {
            config.set(target, value);
        }
    }

    /** Zero is what Google does anyway. */
    private void penalty(ObjectNode config, JsonNode source, String name, String target) {
        JsonNode value = source.path(name);
        if (!value.isNumber() || value.decimalValue().signum() == 0) {
            return;
        }
        if (model.takesPenalties()) {
            config.set(target, value);
        } else {
            notes.dropped(name);
        }
    }

    private static void stop(ObjectNode config, JsonNode stop) {
        List<JsonNode> sequences = (stop.isArray() ? List.copyOf(stop.values()) : List.of(stop))
                .stream()
                        .filter(sequence ->
                                sequence.isString() && !sequence.asString().isEmpty())
                        .toList();
        if (!sequences.isEmpty()) {
            config.putArray("stopSequences").addAll(sequences);
        }
    }

    private void candidates(ObjectNode config, int choices) {
        if (choices > MAX_CANDIDATES) {
            notes.unsupported("n", "more than " + MAX_CANDIDATES + " choices");
        } else if (choices > 1) {
            config.put("candidateCount", choices);
        }
    }

    private static void logprobs(ObjectNode config, JsonNode top) {
        config.put("responseLogprobs", true);
        if (top.isIntegralNumber() && top.asInt(0) > 0) {
            config.set("logprobs", top);
        }
    }

    private void format(ObjectNode config, JsonNode source) {
        JsonNode format = source.path("response_format");
        switch (format.path("type").asString("text")) {
            case "text" -> {
                // what Google does anyway
            }
            case "json_object" -> json(config, source);
            case "json_schema" -> {
                json(config, source);
                JsonNode schema = format.path("json_schema").path("schema");
                if (schema.isObject()) {
                    config.set("responseJsonSchema", schema);
                }
            }
            default -> notes.unsupported("response_format.type", "response format of this type");
        }
    }

    private void json(ObjectNode config, JsonNode source) {
        boolean hasTools = !source.path("tools").isEmpty() || source.hasNonNull("web_search_options");
        if (hasTools && !model.answersJsonBesideTools()) {
            notes.unsupported("response_format", "JSON format beside tools for this model");
        }
        config.put("responseMimeType", "application/json");
    }

    /** Text alone is what Google does anyway; a model that speaks gives speech alone. */
    private void modalities(ObjectNode config, JsonNode source) {
        List<String> asked = source.path("modalities")
                .valueStream()
                .map(kind -> kind.asString("").toUpperCase(Locale.ROOT))
                .toList();
        if (asked.contains("AUDIO")) {
            config.putArray("responseModalities").add("AUDIO");
            speech(config, source.path("audio"));
        } else if (asked.contains("IMAGE")) {
            ArrayNode kinds = config.putArray("responseModalities");
            asked.forEach(kinds::add);
        }
    }

    private void speech(ObjectNode config, JsonNode audio) {
        if (!audio.path("format").asString(Speech.FORMAT).equals(Speech.FORMAT)) {
            notes.unsupported("audio.format", "audio format but " + Speech.FORMAT);
        }
        if (audio.path("voice").isString()) {
            config.putObject("speechConfig")
                    .putObject("voiceConfig")
                    .putObject("prebuiltVoiceConfig")
                    .set("voiceName", audio.path("voice"));
        }
    }
}
