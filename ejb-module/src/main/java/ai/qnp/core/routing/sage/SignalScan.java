package ai.qnp.core.routing.sage;

import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One walk over a request that was already found to be well-formed, without building a tree: takes note of a few fields
 * and of the last user message's ends, and skips the rest. Used for one request, by one thread.
 */
final class SignalScan {
    private final JsonParser parser;
    private final MessageEnds ends = new MessageEnds();
    private boolean wantsJson;
    private @Nullable String effort;
    private MessageEnds.Cut text = MessageEnds.Cut.NOTHING;

    private SignalScan(JsonParser parser) {
        this.parser = parser;
    }

    static Signals of(ChatRequest request) {
        try (JsonParser parser = Json.MAPPER.createParser(request.body().utf8())) {
            SignalScan scan = new SignalScan(parser);
            scan.read();
            return new Signals(
                    request.features(),
                    scan.wantsJson,
                    scan.effort,
                    promptTokens(request.promptCharacters(), scan.text),
                    request.maxOutputTokens(),
                    scan.text.text());
        }
    }

    /** Scripts that are written without spaces take about a token a character, four times what others take. */
    private static long promptTokens(long characters, MessageEnds.Cut text) {
        return text.isDense() ? characters : TokenEstimate.tokens(characters);
    }

    private void read() {
        parser.nextToken();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "messages" -> messages();
                case "response_format" -> wantsJson = startsWith(inner("type"), "json");
                case "reasoning_effort" -> effort = scalar();
                case "reasoning" -> effort = inner("effort");
                case "thinking" -> effort = "enabled".equals(inner("type")) ? "on" : effort;
                default -> parser.skipChildren();
            }
        }
    }

    private static boolean startsWith(@Nullable String text, String beginning) {
        return text != null && text.startsWith(beginning);
    }

    /** A string, or null for any other value; leaves the parser at the value's end. */
    private @Nullable String scalar() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    /** A string in an object, or null; leaves the parser at the object's end. */
    private @Nullable String inner(String wanted) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String found = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            String value = scalar();
            found = name.equals(wanted) ? value : found;
        }
        return found;
    }

    private void messages() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            message();
        }
    }

    private void message() {
        String role = null;
        ends.begin();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "role" -> role = scalar();
                case "content" -> content();
                default -> parser.skipChildren();
            }
        }
        if ("user".equals(role)) {
            text = ends.cut();
        }
    }

    private void content() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            ends.add(parser);
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("text")) {
                    ends.add(parser);
                }
                parser.skipChildren();
            }
        }
    }
}
