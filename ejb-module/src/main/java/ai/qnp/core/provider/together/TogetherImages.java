package ai.qnp.core.provider.together;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.compatible.ImageRule;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Together's images: a width and a height, JPEG or PNG, base64 called by its name. */
record TogetherImages() implements ImageRule {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{1,4})x([1-9]\\d{1,4})");

    private static final Set<String> TAKEN = Set.of(
            "model",
            "prompt",
            "n",
            "size",
            "response_format",
            "output_format",
            "background",
            "width",
            "height",
            "steps",
            "seed",
            "guidance_scale",
            "negative_prompt",
            "image_url",
            "image_loras",
            "reference_images",
            "disable_safety_checker");

    /** What Together does anyway, whatever it is called. */
    private static final Set<String> ORDINARY = Set.of("auto", "standard", "opaque", "");

    @Override
    public void apply(ObjectNode body, ImagesRequest request, EncodingContext context, EncodingNotes notes) {
        size(body, notes);
        if (request.format() == ImageFormat.B64_JSON) {
            body.put("response_format", "base64");
        }
        String background = body.path("background").asString("");
        body.remove("background");
        if (!ORDINARY.contains(background)) {
            notes.unsupported("background", "background '" + background + "'");
        }
        String format = body.path("output_format").asString("png");
        if (!format.equals("png") && !format.equals("jpeg")) {
            notes.unsupported("output_format", "output format but png and jpeg");
        }
        for (String name : request.fields().names()) {
            if (!TAKEN.contains(name)) {
                JsonNode value = body.path(name);
                if (!value.isString() || !ORDINARY.contains(value.asString())) {
                    notes.dropped(name);
                }
                body.remove(name);
            }
        }
    }

    /** Its own width and height count before a size. */
    private static void size(ObjectNode body, EncodingNotes notes) {
        String size = body.path("size").asString("auto");
        body.remove("size");
        Matcher matcher = SIZE.matcher(size);
        if (matcher.matches()) {
            putUnlessGiven(body, "width", Integer.parseInt(matcher.group(1)));
            putUnlessGiven(body, "height", Integer.parseInt(matcher.group(2)));
        } else if (!size.equals("auto")) {
            notes.unsupported("size", "size but 'auto' and WIDTHxHEIGHT");
        }
    }

    private static void putUnlessGiven(ObjectNode body, String field, int pixels) {
        if (!body.has(field)) {
            body.put(field, pixels);
        }
    }
}
