package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads single values off the parser, each of one wanted type, and refuses every other type by the field's name. */
final class FieldReader {
    private static final int MAX_MODEL_LENGTH = 256;

    private final JsonParser parser;
    private boolean metVendorMarks;

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Steps into the body's object. */
    void begin(String wanted) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.json("The request body must be a JSON object with " + wanted + ", not "
                    + (parser.currentToken() == null ? "empty" : found()) + ".");
        }
    }

    /** Refuses anything behind the body's object. */
    void end() {
        if (parser.nextToken() != null) {
            throw Refusal.json("The request body goes on behind its JSON object: send one object and nothing else.");
        }
    }

    /** A model's name, or null when it is null. */
    @Nullable String modelName() {
        String name = string("model");
        if (name == null) {
            return null;
        }
        boolean usable = !name.isBlank() && name.length() <= MAX_MODEL_LENGTH;
        if (!usable || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.value("model", "a model's name of 1 to " + MAX_MODEL_LENGTH + " printable characters");
        }
        return name;
    }

    /** One of some words, or null when it is null. */
    @Nullable String oneOf(String param, String first, String second) {
        String word = string(param);
        if (word != null && !word.equals(first) && !word.equals(second)) {
            throw Refusal.value(param, "'" + first + "' or '" + second + "'");
        }
        return word;
    }

    /** Whether anything that was walked through may be meant for one vendor only. */
    boolean metVendorMarks() {
        return metVendorMarks;
    }

    /** Refuses a value that is not of the type; false when it is null, which counts as absent. */
    boolean isPresent(String param, String expected, JsonToken... wanted) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        for (JsonToken candidate : wanted) {
            if (token == candidate) {
                return true;
            }
        }
        throw Refusal.type(param, expected, found());
    }

    @Nullable Boolean flag(String param) {
        return isPresent(param, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE)
                ? parser.currentToken() == JsonToken.VALUE_TRUE
                : null;
    }

    void number(String param) {
        isPresent(param, "a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    }

    @Nullable Long integer(String param, long lowest, long highest, String expected) {
        if (!isPresent(param, expected, JsonToken.VALUE_NUMBER_INT)) {
            return null;
        }
        boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        long value = isLong ? parser.getLongValue() : lowest - 1;
        if (value < lowest || value > highest) {
            throw Refusal.value(param, expected);
        }
        return value;
    }

    @Nullable String string(String param) {
        return isPresent(param, "a string", JsonToken.VALUE_STRING) ? parser.getString() : null;
    }

    /** An array whose elements are objects; says whether there is at least one. Leaves the parser at its end. */
    boolean objects(String param) {
        if (!isPresent(param, "an array", JsonToken.START_ARRAY)) {
            return false;
        }
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw Refusal.type(param + "[" + index + "]", "an object", found());
            }
            characters();
            index++;
        }
        return index > 0;
    }

    /** The characters of all strings in the current value; leaves the parser at its end. */
    long characters() {
        long characters = 0;
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                characters += parser.getStringLength();
            } else if (token == JsonToken.PROPERTY_NAME) {
                metVendorMarks |= VendorMarks.areIn(parser.currentName());
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && parser.nextToken() != null);
        return characters;
    }

    /** Where the current token begins. */
    int offset() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** From the given offset to the end of what was read. */
    Span spanFrom(int start) {
        parser.finishToken();
        return new Span(start, (int) parser.currentLocation().getByteOffset());
    }

    /** The current value's type in people's words. */
    String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }
}
