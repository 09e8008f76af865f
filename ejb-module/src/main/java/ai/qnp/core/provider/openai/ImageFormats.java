package ai.qnp.core.provider.openai;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.compatible.ImageRule;
import tools.jackson.databind.node.ObjectNode;

/** {@code response_format} is of the DALL·E models; those named after GPT refuse it and always give base64. */
record ImageFormats() implements ImageRule {
    @Override
    public void apply(ObjectNode body, ImagesRequest request, EncodingContext context, EncodingNotes notes) {
        String model = context.model();
        boolean givesBase64Only = model.startsWith("gpt-image") || model.startsWith("chatgpt-image");
        if (!givesBase64Only) {
            return;
        }
        body.remove("response_format");
        if (request.format() == ImageFormat.URL) {
            notes.unsupported("response_format", "'url' for images of " + model);
        }
    }
}
