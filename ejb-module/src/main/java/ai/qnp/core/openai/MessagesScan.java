package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks the messages: checks their shape, counts their text and notes what they need of a model. */
final class MessagesScan {
    private final JsonParser parser;
    private final FieldReader fields;
    private final EnumSet<Feature> features;
    private long characters;
    private int images;
    private boolean bringsProviderContent;

    MessagesScan(JsonParser parser, FieldReader fields, EnumSet<Feature> features) {
        this.parser = parser;
        this.fields = fields;
        this.features = features;
    }

    /** Reads the array that the parser stands at; gives the characters of text in it. */
    long read() {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw Refusal.type("messages[" + index + "]", "an object with a role and content", fields.found());
            }
            message(index);
            index++;
        }
        if (index == 0) {
            throw Refusal.value("messages", "a non-empty array: send at least one message");
        }
        return characters;
    }

    /** How many pictures there were. */
    int images() {
        return images;
    }

    boolean bringsProviderContent() {
        return bringsProviderContent;
    }

    private void message(int index) {
        boolean hasRole = false;
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            switch (name) {
                case "role" -> hasRole = role(index);
                case "content" -> content(index);
                case "tool_calls" -> toolCalls(index);
                case "function_call", "refusal" -> characters += fields.characters();
                case "reasoning_content" -> {
                    bringsProviderContent = true;
                    characters += fields.characters();
                }
                default -> {
                    bringsProviderContent |= VendorMarks.areIn(name);
                    parser.skipChildren();
                }
            }
            name = parser.nextName();
        }
        if (!hasRole) {
            throw Refusal.missing(
                    "messages[" + index + "].role", "use 'system', 'developer', 'user', 'assistant' or 'tool'.");
        }
    }

    private boolean role(int index) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.type("messages[" + index + "].role", "a string", fields.found());
        }
        if (parser.getStringLength() == 0) {
            throw Refusal.value("messages[" + index + "].role", "'system', 'developer', 'user', 'assistant' or 'tool'");
        }
        return true;
    }

    private void content(int index) {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_STRING -> characters += parser.getStringLength();
            case START_ARRAY -> parts(index);
            case START_OBJECT,
                    END_OBJECT,
                    END_ARRAY,
                    PROPERTY_NAME,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT,
                    VALUE_NUMBER_INT,
                    VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE ->
                throw Refusal.type(
                        "messages[" + index + "].content", "a string or an array of content parts", fields.found());
        }
    }

    private void toolCalls(int index) {
        if (parser.currentToken() != JsonToken.VALUE_NULL && parser.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.type("messages[" + index + "].tool_calls", "an array", fields.found());
        }
        characters += fields.characters();
    }

    private void parts(int message) {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw Refusal.type(partPath(message, index), "an object with a type", fields.found());
            }
            part(message, index);
            index++;
        }
    }

    private void part(int message, int index) {
        String type = null;
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = partType(message, index);
                case "text", "refusal", "thinking" -> characters += fields.characters();
                default -> {
                    bringsProviderContent |= VendorMarks.areIn(name);
                    parser.skipChildren();
                }
            }
            name = parser.nextName();
        }
        if (type == null) {
            throw Refusal.missing(partPath(message, index) + ".type", "use 'text', 'image_url' or another part type.");
        }
        Feature feature = neededBy(type);
        if (feature != null) {
            features.add(feature);
        }
        if (feature == Feature.IMAGES) {
            images++;
        }
    }

    private String partType(int message, int index) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.type(partPath(message, index) + ".type", "a string", fields.found());
        }
        return parser.getString();
    }

    private static @Nullable Feature neededBy(String partType) {
        return switch (partType) {
            case "image_url" -> Feature.IMAGES;
            case "input_audio" -> Feature.AUDIO;
            case "file" -> Feature.FILES;
            default -> null;
        };
    }

    private static String partPath(int message, int index) {
        return "messages[" + message + "].content[" + index + "]";
    }
}
