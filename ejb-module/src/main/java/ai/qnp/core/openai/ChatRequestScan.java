package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.ChatRequest.FieldPositions;
import ai.qnp.core.openai.ChatRequest.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One walk over a request's fields, without building a tree. */
final class ChatRequestScan {
    private static final int MAX_CHOICES = 128;

    private static final byte[] MAX_TOKENS = "\"max_tokens\"".getBytes(StandardCharsets.UTF_8);

    private final JsonText body;
    private final JsonParser parser;
    private final FieldReader fields;
    private final EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    private final Set<String> extras = new LinkedHashSet<>();
    private final SeenOnce seen = new SeenOnce();

    private int afterOpeningBrace;
    private @Nullable String model;
    private @Nullable Span modelSpan;
    private @Nullable Span streamOptionsSpan;
    private @Nullable Span maxTokensName;
    private boolean hasMessages;
    private boolean bringsProviderContent;
    private boolean stream;
    private boolean includeUsage;
    private @Nullable Long maxTokens;
    private @Nullable Long maxCompletionTokens;
    private boolean hasMaxCompletionTokens;
    private int choices = 1;
    private long promptCharacters;
    private int images;

    ChatRequestScan(JsonText body, JsonParser parser) {
        this.body = body;
        this.parser = parser;
        this.fields = new FieldReader(parser);
    }

    /** Reads the whole text. */
    ChatRequest read() {
        fields.begin("'model' and 'messages'");
        afterOpeningBrace = fields.offset() + 1;
        String name = parser.nextName();
        while (name != null) {
            field(name);
            name = parser.nextName();
        }
        fields.end();
        return request();
    }

    private ChatRequest request() {
        if (model == null || modelSpan == null) {
            throw Refusal.noModel();
        }
        if (!hasMessages) {
            throw Refusal.missing(
                    "messages", "send the conversation, for example [{\"role\": \"user\", \"content\": \"Hello\"}].");
        }
        return new ChatRequest(
                body,
                model,
                stream,
                includeUsage,
                maxCompletionTokens == null ? maxTokens : maxCompletionTokens,
                choices,
                features,
                images,
                promptCharacters,
                extras,
                new FieldPositions(
                        modelSpan,
                        streamOptionsSpan,
                        hasMaxCompletionTokens ? null : maxTokensName,
                        bringsProviderContent || fields.metVendorMarks(),
                        afterOpeningBrace));
    }

    private void field(String name) {
        seen.check(name);
        int nameOffset = name.equals("max_tokens") ? fields.offset() : 0;
        parser.nextToken();
        switch (name) {
            case "model" -> model();
            case "messages" -> messages();
            case "stream" -> stream = Boolean.TRUE.equals(fields.flag(name));
            case "stream_options" -> streamOptions();
            case "max_tokens" -> {
                maxTokens = positive(name);
                maxTokensName = maxTokensName(nameOffset);
            }
            case "max_completion_tokens" -> {
                maxCompletionTokens = positive(name);
                hasMaxCompletionTokens = true;
            }
            case "n" -> choices();
            case "tools", "functions" -> tools(name);
            case "response_format" -> responseFormat();
            case "modalities" -> modalities();
            case "logprobs" -> {
                if (Boolean.TRUE.equals(fields.flag(name))) {
                    features.add(Feature.LOGPROBS);
                }
            }
            default -> {
                boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
                if (!TuningFields.check(name, parser, fields) && !isNull) {
                    extras.add(name);
                }
            }
        }
    }

    /** Null for a name that is written with escapes, which stays as it is. */
    private @Nullable Span maxTokensName(int start) {
        int end = start + MAX_TOKENS.length;
        return Arrays.equals(body.utf8(), start, end, MAX_TOKENS, 0, MAX_TOKENS.length) ? new Span(start, end) : null;
    }

    private void model() {
        int start = fields.offset();
        String name = fields.modelName();
        if (name == null) {
            return;
        }
        model = name;
        modelSpan = fields.spanFrom(start);
    }

    private void messages() {
        if (fields.isPresent("messages", "a non-empty array of messages", JsonToken.START_ARRAY)) {
            MessagesScan scan = new MessagesScan(parser, fields, features);
            promptCharacters += scan.read();
            images += scan.images();
            bringsProviderContent = scan.bringsProviderContent();
            hasMessages = true;
        }
    }

    private void streamOptions() {
        int start = fields.offset();
        if (fields.isPresent("stream_options", "an object", JsonToken.START_OBJECT)) {
            String name = parser.nextName();
            while (name != null) {
                parser.nextToken();
                if (name.equals("include_usage")) {
                    includeUsage = Boolean.TRUE.equals(fields.flag("stream_options.include_usage"));
                } else {
                    parser.skipChildren();
                }
                name = parser.nextName();
            }
        }
        streamOptionsSpan = fields.spanFrom(start);
    }

    private @Nullable Long positive(String name) {
        return fields.integer(name, 1, Long.MAX_VALUE, "a positive integer");
    }

    private void choices() {
        Long asked = fields.integer("n", 1, MAX_CHOICES, "an integer from 1 to " + MAX_CHOICES);
        choices = asked == null ? 1 : asked.intValue();
    }

    private void tools(String name) {
        int start = fields.offset();
        if (fields.objects(name)) {
            features.add(Feature.TOOLS);
            Span span = fields.spanFrom(start);
            promptCharacters += span.end() - span.start();
        }
    }

    private void responseFormat() {
        if (!fields.isPresent("response_format", "an object with a type", JsonToken.START_OBJECT)) {
            return;
        }
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            if (name.equals("type") && "json_schema".equals(fields.string("response_format.type"))) {
                features.add(Feature.JSON_SCHEMA);
            } else {
                parser.skipChildren();
            }
            name = parser.nextName();
        }
    }

    private void modalities() {
        if (!fields.isPresent("modalities", "an array of strings", JsonToken.START_ARRAY)) {
            return;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING && parser.getString().equals("audio")) {
                features.add(Feature.AUDIO);
            }
            parser.skipChildren();
        }
    }
}
