package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.Set;

/** A request that a model answers: what routing, limits and money need to know of it, whatever its endpoint. */
public sealed interface ModelRequest permits ChatRequest, EmbeddingsRequest, ImagesRequest {
    /** The model asked for, as written. */
    String model();

    /** Whether an event stream is asked for. */
    boolean stream();

    /** What the model must be able to do. */
    Set<Feature> features();

    /** A rough size of the prompt, in characters. */
    long promptCharacters();
}
