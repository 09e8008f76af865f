package ai.qnp.core.provider.google;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Images by Imagen's {@code predict} and by Gemini's image models (ai.google.dev/gemini-api/docs/imagen and
 * /image-generation, read 2026-11).
 */
record GoogleImages() implements ImagesTranslator {
    private static final int MAX_OF_IMAGEN = 4;
    private static final Set<String> TRANSLATED =
            Set.of("model", "prompt", "n", "size", "response_format", "background", "output_format", "stream");

    @Override
    public Encoded encode(ImagesRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(Google.NAME);
        refuse(request, notes);
        boolean isImagen = ModelPath.slug(context.model()).startsWith("imagen");
        ObjectNode body = isImagen ? imagen(request, notes) : gemini(request, context.model(), notes);
        request.fields().names().stream()
                .filter(name -> !TRANSLATED.contains(name))
                .forEach(notes::dropped);
        return notes.result(new UpstreamRequest(
                ModelPath.of(context.model(), isImagen ? "predict" : "generateContent"),
                JsonText.of(Json.MAPPER.writeValueAsBytes(body)),
                false));
    }

    private static void refuse(ImagesRequest request, EncodingNotes notes) {
        if (request.format() == ImageFormat.URL) {
            notes.unsupported("response_format", "images by address, only as b64_json");
        }
        if (request.fields().get("background").asString("").equals("transparent")) {
            notes.unsupported("background", "transparent background");
        }
        if (request.fields().get("stream").asBoolean(false)) {
            notes.unsupported("stream", "stream of images");
        }
    }

    private static ObjectNode imagen(ImagesRequest request, EncodingNotes notes) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("instances").addObject().put("prompt", request.prompt());
        if (request.count() > MAX_OF_IMAGEN) {
            notes.unsupported("n", "more than " + MAX_OF_IMAGEN + " images");
        }
        ObjectNode parameters =
                body.putObject("parameters").put("sampleCount", request.count()).put("includeRaiReason", true);
        ImageShape shape = shape(request, ImageShape.OF_IMAGEN, notes);
        if (shape != null) {
            parameters.put("aspectRatio", shape.aspectRatio());
            resolution(parameters, "sampleImageSize", shape, List.of("1K", "2K"), notes);
        }
        switch (request.fields().get("output_format").asString("")) {
            case "" -> {
                // Google's own choice
            }
            case "png" -> parameters.putObject("outputOptions").put("mimeType", "image/png");
            case "jpeg" -> parameters.putObject("outputOptions").put("mimeType", "image/jpeg");
            default -> notes.unsupported("output_format", "images of this format");
        }
        return body;
    }

    private static ObjectNode gemini(ImagesRequest request, String model, EncodingNotes notes) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode contents = body.putArray("contents");
        contents.addObject().put("role", "user").putArray("parts").addObject().put("text", request.prompt());
        if (request.count() > 1) {
            notes.unsupported("n", "more than one image for this model");
        }
        if (!request.fields().get("output_format").asString("").isEmpty()) {
            notes.unsupported("output_format", "choice of the image's format for this model");
        }
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("IMAGE");
        ImageShape shape = shape(request, ImageShape.OF_GEMINI, notes);
        if (shape != null) {
            ObjectNode imageConfig = config.putObject("imageConfig").put("aspectRatio", shape.aspectRatio());
            boolean takesResolution = GeminiModel.of(model).isThree();
            resolution(
                    imageConfig,
                    "imageSize",
                    shape,
                    takesResolution ? List.of("1K", "2K", "4K") : List.of("1K"),
                    notes);
        }
        return body;
    }

    private static @Nullable ImageShape shape(ImagesRequest request, List<String> ratios, EncodingNotes notes) {
        String size = request.size();
        if (size == null || size.equals("auto")) {
            return null;
        }
        ImageShape shape = ImageShape.of(size, ratios);
        if (shape == null) {
            notes.unsupported("size", "image of size " + size + " (shapes are " + String.join(", ", ratios) + ")");
        }
        return shape;
    }

    /** The smallest one is what Google makes anyway. */
    private static void resolution(
            ObjectNode target, String field, ImageShape shape, List<String> known, EncodingNotes notes) {
        if (!known.contains(shape.resolution())) {
            notes.unsupported("size", "image of " + shape.resolution() + " for this model");
        } else if (!shape.resolution().equals("1K")) {
            target.put(field, shape.resolution());
        }
    }

    @Override
    public DecodedImages decode(JsonText body, AnswerContext context) {
        return ImagesDecoder.decode(body, context);
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return GoogleErrors.ofAnswer(status, headers, body.utf8());
    }
}
