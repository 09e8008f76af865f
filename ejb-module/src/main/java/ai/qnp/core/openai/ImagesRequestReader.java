package ai.qnp.core.openai;

import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request for images (platform.openai.com/docs/api-reference/images/create). */
public final class ImagesRequestReader {
    private static final int MAX_COUNT = 10;
    /** OpenAI's own endpoint picks a model, too, when none is named. */
    private static final String DEFAULT_MODEL = "qnp/auto";

    private final JsonParser parser;
    private final FieldReader fields;
    private final ObjectNode others = Json.MAPPER.createObjectNode();
    private String model = DEFAULT_MODEL;
    private @Nullable String prompt;
    private int count = 1;
    private @Nullable String size;
    private @Nullable String quality;
    private @Nullable ImageFormat format;

    private ImagesRequestReader(JsonParser parser) {
        this.parser = parser;
        this.fields = new FieldReader(parser);
    }

    /** Reads a request. */
    public static ReadRequest<ImagesRequest> read(JsonText received) {
        return RequestReading.read(received, (body, parser) -> new ImagesRequestReader(parser).read());
    }

    private ImagesRequest read() {
        fields.begin("'model' and 'prompt'");
        SeenOnce seen = new SeenOnce();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            seen.check(name);
            parser.nextToken();
            switch (name) {
                case "model" -> {
                    String named = fields.modelName();
                    model = named == null ? DEFAULT_MODEL : named;
                }
                case "prompt" -> prompt = fields.string(name);
                default -> other(name);
            }
        }
        fields.end();
        if (prompt == null || prompt.isBlank()) {
            throw Refusal.missing("prompt", "say what the image shall show.");
        }
        return new ImagesRequest(model, prompt, count, size, quality, format, new RequestFields(others));
    }

    private void other(String name) {
        switch (name) {
            case "n" -> {
                Long asked = fields.integer(name, 1, MAX_COUNT, "an integer from 1 to " + MAX_COUNT);
                count = asked == null ? 1 : asked.intValue();
            }
            case "size" -> size = fields.string(name);
            case "quality" -> quality = fields.string(name);
            case "response_format" -> format = format(fields.oneOf(name, "url", "b64_json"));
            case "user" -> fields.string(name);
            case "stream" -> {
                if (Boolean.TRUE.equals(fields.flag(name))) {
                    throw Refusal.unsupported(name, "Images come whole here, not as a stream");
                }
            }
            default -> {
                // unknown here: the vendor's to judge
            }
        }
        others.set(name, parser.readValueAsTree());
    }

    private static @Nullable ImageFormat format(@Nullable String word) {
        return switch (word) {
            case "url" -> ImageFormat.URL;
            case "b64_json" -> ImageFormat.B64_JSON;
            case null, default -> null;
        };
    }
}
