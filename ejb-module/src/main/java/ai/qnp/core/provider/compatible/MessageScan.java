package ai.qnp.core.provider.compatible;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds out whether a message or a delta holds anything real, and how much text it has. */
final class MessageScan {
    private final JsonParser parser;
    private boolean isReal;
    private int characters;

    MessageScan(JsonParser parser) {
        this.parser = parser;
    }

    boolean isReal() {
        return isReal;
    }

    int characters() {
        return characters;
    }

    /** Reads the value that the parser stands at. */
    void read() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "content", "reasoning_content", "reasoning", "refusal" -> text();
                case "tool_calls", "function_call" -> calls();
                case "audio", "images", "annotations" -> present();
                default -> parser.skipChildren();
            }
        }
    }

    /** A string, or parts that hold strings. */
    private void text() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            characters += parser.getStringLength();
            isReal |= parser.getStringLength() > 0;
        } else {
            present();
        }
    }

    private void calls() {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isStructStart()) {
            return;
        }
        int depth = 1;
        while (depth > 0) {
            token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
                isReal = true;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                isReal = true;
                countArguments();
            }
        }
    }

    private void countArguments() {
        String name = parser.currentName();
        if ("arguments".equals(name) || "name".equals(name)) {
            characters += parser.getStringLength();
        }
    }

    /** Any value but null, and an array or object only with something in it. */
    private void present() {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            int depth = 1;
            while (depth > 0) {
                token = parser.nextToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else {
                    isReal = true;
                }
            }
        } else {
            isReal |= token != JsonToken.VALUE_NULL;
        }
    }
}
