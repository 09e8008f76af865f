package ai.qnp.core.provider.compatible;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds out whether a message or a delta holds anything real, how much text it has, and what is odd in it. */
final class MessageScan {
    private final JsonParser parser;
    private final AnswerKind kind;
    private final AnswerRules rules;
    private boolean isReal;
    private boolean isOdd;
    private boolean hasRole;
    private boolean hasContent;
    private boolean hasEmptyContent;
    private int characters;
    private int toolCalls;

    MessageScan(JsonParser parser, AnswerKind kind, AnswerRules rules) {
        this.parser = parser;
        this.kind = kind;
        this.rules = rules;
    }

    boolean isReal() {
        return isReal;
    }

    boolean isOdd() {
        return isOdd;
    }

    boolean hasRole() {
        return hasRole;
    }

    int characters() {
        return characters;
    }

    int toolCalls() {
        return toolCalls;
    }

    /** Reads the value that the parser stands at. */
    void read() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            isOdd |= rules.oddFields().contains(name);
            field(name);
        }
        // where there are tool calls and no text, content is null and not left out or empty
        isOdd |= kind == AnswerKind.WHOLE && toolCalls > 0 && (!hasContent || hasEmptyContent);
    }

    private void field(String name) {
        switch (name) {
            case "role" -> {
                hasRole = parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() > 0;
                parser.skipChildren();
            }
            case "content" -> content();
            case "reasoning_content", "reasoning", "refusal" -> text();
            case "tool_calls" -> calls();
            case "function_call" -> functionCall();
            case "audio", "images", "annotations", "provider_content" -> present();
            default -> parser.skipChildren();
        }
    }

    private void content() {
        hasContent = true;
        JsonToken token = parser.currentToken();
        hasEmptyContent = token == JsonToken.VALUE_STRING && parser.getStringLength() == 0;
        isOdd |= token.isStructStart();
        text();
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
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            functionCall();
            return;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                ToolCallScan call = new ToolCallScan(parser);
                call.read();
                isReal = true;
                characters += call.characters();
                isOdd |= call.isOdd(kind);
                toolCalls = Math.max(toolCalls + (call.index() < 0 ? 1 : 0), call.index() + 1);
            } else {
                isReal |= token == JsonToken.VALUE_STRING;
                parser.skipChildren();
            }
        }
    }

    private void functionCall() {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            int found = ToolCallScan.charactersOfCall(parser);
            isReal |= found >= 0;
            characters += Math.max(0, found);
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
