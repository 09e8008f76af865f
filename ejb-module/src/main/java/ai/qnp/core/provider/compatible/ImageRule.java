package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.node.ObjectNode;

/** Where a vendor's image generation takes other than OpenAI's first. */
@FunctionalInterface
public interface ImageRule {
    /** A vendor without differences. */
    ImageRule NONE = (body, request, context, notes) -> {};

    /** Changes the request's body in place and notes what that costs. */
    void apply(ObjectNode body, ImagesRequest request, EncodingContext context, EncodingNotes notes);
}
