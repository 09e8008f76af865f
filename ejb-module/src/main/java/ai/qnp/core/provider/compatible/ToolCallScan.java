package ai.qnp.core.provider.compatible;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one tool call, or a piece of one, off a parser. */
final class ToolCallScan {
    private final JsonParser parser;
    private int index = -1;
    private int characters;
    private boolean hasId;
    private boolean hasType;
    private boolean hasName;
    private boolean hasUnwrittenArguments;

    ToolCallScan(JsonParser parser) {
        this.parser = parser;
    }

    /** Its place among the message's calls, -1 when it does not say. */
    int index() {
        return index;
    }

    int characters() {
        return characters;
    }

    /**
     * Whether something is missing that clients count on: where it stands, at its beginning an id and
     * a type, arguments as a text.
     */
    boolean isOdd(AnswerKind kind) {
        return (kind == AnswerKind.STREAM && index < 0) || (hasName && (!hasId || !hasType)) || hasUnwrittenArguments;
    }

    /** Reads the object that the parser stands at. */
    void read() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "index" -> {
                    boolean isIndex = token == JsonToken.VALUE_NUMBER_INT;
                    index = isIndex ? Math.clamp(parser.getValueAsInt(-1), -1, Progress.MAX_TOOL_CALLS - 1) : -1;
                    parser.skipChildren();
                }
                case "id" -> hasId = isText(token) && !parser.getString().equals("null");
                case "type" -> hasType = isText(token);
                case "function" -> function(token);
                default -> parser.skipChildren();
            }
        }
    }

    private boolean isText(JsonToken token) {
        boolean isText = token == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
        if (!isText) {
            parser.skipChildren();
        }
        return isText;
    }

    private void function(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("name")) {
                hasName = isText(value);
            }
            if (value == JsonToken.VALUE_STRING && (name.equals("name") || name.equals("arguments"))) {
                characters += parser.getStringLength();
            } else {
                hasUnwrittenArguments |= value.isStructStart() && name.equals("arguments");
                parser.skipChildren();
            }
        }
    }

    /** Walks over a legacy function call; the characters of its name and arguments, -1 when it is empty. */
    static int charactersOfCall(JsonParser parser) {
        int characters = -1;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                String name = parser.currentName();
                boolean isText = "arguments".equals(name) || "name".equals(name);
                characters = Math.max(0, characters) + (isText ? parser.getStringLength() : 0);
            }
        }
        return characters;
    }
}
