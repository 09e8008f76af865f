package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for images.
 *
 * @param model the model asked for, as written
 * @param prompt what the images shall show
 * @param count {@code n}, 1 when left out
 * @param size as written, {@code 1024x1024} for example; null when left out
 * @param quality as written; null when left out
 * @param format {@code response_format}; null when left out, which leaves it to the vendor
 * @param fields the request's other fields, those above included but the model and the prompt
 */
public record ImagesRequest(
        String model,
        String prompt,
        int count,
        @Nullable String size,
        @Nullable String quality,
        @Nullable ImageFormat format,
        RequestFields fields)
        implements ModelRequest {
    /** How images come back. */
    public enum ImageFormat {
        /** An address, which vendors keep alive for about an hour. */
        URL,
        /** The bytes in base64. */
        B64_JSON
    }

    /** The same request with other fields. */
    public ImagesRequest with(RequestFields others) {
        return new ImagesRequest(model, prompt, count, size, quality, format, others);
    }

    @Override
    public boolean stream() {
        return false;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public long promptCharacters() {
        return prompt.length();
    }
}
