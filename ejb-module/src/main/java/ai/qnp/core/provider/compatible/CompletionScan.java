package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest.Span;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.Scanned.Choice;
import ai.qnp.core.provider.compatible.Scanned.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One walk over a completion or a chunk, without building a tree. */
final class CompletionScan {
    private final JsonParser parser;
    private @Nullable List<Choice> choices;
    private @Nullable Span choicesSpan;
    private @Nullable TokenUsage usage;
    private @Nullable Span usageSpan;
    private boolean isError;
    private boolean hasId;
    private boolean hasObject;
    private boolean hasCreated;
    private boolean hasModel;

    private CompletionScan(JsonParser parser) {
        this.parser = parser;
    }

    static Scanned scan(byte[] json) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            return new CompletionScan(parser).scan();
        } catch (JacksonException notJson) {
            return new Scanned.NotAnObject();
        }
    }

    private Scanned scan() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Scanned.NotAnObject();
        }
        int afterOpeningBrace = offset() + 1;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            field(name);
        }
        if (parser.nextToken() != null) {
            return new Scanned.NotAnObject();
        }
        if (isError) {
            return new Scanned.ErrorObject();
        }
        return new Scanned.Completion(
                choices,
                choicesSpan,
                usage,
                usageSpan,
                new Missing(!hasId, !hasObject, !hasCreated, !hasModel),
                afterOpeningBrace);
    }

    private void field(String name) {
        switch (name) {
            case "id" -> hasId = skip();
            case "created" -> hasCreated = skip();
            case "model" -> hasModel = skip();
            case "object" -> {
                hasObject = true;
                isError |= parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getString().equals("error");
            }
            case "error" -> {
                isError |= parser.currentToken() != JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
            case "choices" -> choices();
            case "usage" -> usage();
            default -> parser.skipChildren();
        }
    }

    private boolean skip() {
        parser.skipChildren();
        return true;
    }

    private void usage() {
        int start = offset();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            usage = UsageReader.read(parser);
        } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        usageSpan = spanFrom(start);
    }

    private void choices() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        int start = offset();
        List<Choice> found = new ArrayList<>(1);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                found.add(choice());
            } else {
                parser.skipChildren();
            }
        }
        choices = found;
        choicesSpan = spanFrom(start);
    }

    private Choice choice() {
        int index = 0;
        String finishReason = null;
        MessageScan message = new MessageScan(parser);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "index" -> index = parser.getValueAsInt(0);
                case "finish_reason" -> finishReason = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                case "delta", "message" -> message.read();
                default -> parser.skipChildren();
            }
        }
        return new Choice(index, message.isReal() || finishReason != null, message.characters(), finishReason);
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private Span spanFrom(int start) {
        return new Span(start, (int) parser.currentLocation().getByteOffset());
    }
}
