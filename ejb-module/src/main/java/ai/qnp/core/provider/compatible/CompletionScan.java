package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest.Span;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.Scanned.Choice;
import ai.qnp.core.provider.compatible.Scanned.Frame;
import ai.qnp.core.provider.compatible.Scanned.FrameField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One walk over a completion or a chunk, without building a tree. */
final class CompletionScan {
    private final JsonParser parser;
    private final AnswerKind kind;
    private final AnswerRules rules;
    private @Nullable List<Choice> choices;
    private @Nullable Span choicesSpan;
    private @Nullable UsageReader usageReader;
    private @Nullable Span usageSpan;
    private @Nullable String serviceTier;
    private boolean isError;
    private boolean isOdd;
    private @Nullable FrameField id;
    private @Nullable FrameField object;
    private @Nullable FrameField created;
    private @Nullable FrameField model;

    private CompletionScan(JsonParser parser, AnswerKind kind, AnswerRules rules) {
        this.parser = parser;
        this.kind = kind;
        this.rules = rules;
    }

    static Scanned scan(byte[] json, AnswerKind kind, AnswerRules rules) {
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            return new CompletionScan(parser, kind, rules).scan();
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
        TokenUsage usage = usageReader == null
                ? null
                : rules.usage().reading().read(usageReader.counted(), usageReader.told(serviceTier));
        Frame frame = new Frame(id, object, created, model, afterOpeningBrace);
        return new Scanned.Completion(choices, choicesSpan, usage, usageSpan, frame, isOdd);
    }

    private void field(String name) {
        switch (name) {
            case "id" -> id = text();
            case "model" -> model = text();
            case "created" -> created = frameField(parser.currentToken() == JsonToken.VALUE_NUMBER_INT);
            case "object" -> object();
            case "error" -> {
                isError |= parser.currentToken() != JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
            case "choices" -> choices();
            case "usage" -> usage();
            case "service_tier" -> {
                serviceTier = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
                other(name);
            }
            default -> other(name);
        }
    }

    private void other(String name) {
        isOdd |= rules.oddFields().contains(name);
        parser.skipChildren();
    }

    private void object() {
        String value = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
        isError |= value.equals("error");
        object = frameField(value.equals(kind.object()));
    }

    private FrameField text() {
        return frameField(parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() > 0);
    }

    private FrameField frameField(boolean isFit) {
        int start = offset();
        parser.skipChildren();
        parser.finishToken();
        return new FrameField(spanFrom(start), isFit);
    }

    private void usage() {
        int start = offset();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            usageReader = new UsageReader(parser, rules.usage().names());
            usageReader.read();
            isOdd |= usageReader.isInOtherWords();
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
        MessageScan message = new MessageScan(parser, kind, rules);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(kind.message())) {
                message.read();
            } else if (name.equals(kind.otherMessage())) {
                isOdd |= token != JsonToken.VALUE_NULL;
                parser.skipChildren();
            } else if (name.equals("index")) {
                index = parser.getValueAsInt(0);
            } else if (name.equals("finish_reason")) {
                finishReason = token == JsonToken.VALUE_STRING ? parser.getString() : null;
            } else {
                other(name);
            }
        }
        isOdd |= message.isOdd()
                || (finishReason != null && rules.finishReasons().containsKey(finishReason));
        return new Choice(
                index,
                message.isReal() || finishReason != null,
                message.characters(),
                finishReason,
                message.hasRole(),
                message.toolCalls());
    }

    private int offset() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private Span spanFrom(int start) {
        return new Span(start, (int) parser.currentLocation().getByteOffset());
    }
}
