package ai.qnp.core.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.contract.RequestShape;
import ai.qnp.core.provider.contract.SdkModel;
import com.cohere.api.core.ObjectMappers;
import com.cohere.api.resources.v2.requests.V2ChatRequest;
import com.cohere.api.resources.v2.requests.V2ChatStreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;

/** A request as Cohere's own Java library reads it. */
final class CohereShape implements RequestShape {
    private static final Pattern CONSTANT =
            Pattern.compile("\\.stream|\\.tools\\[\\d+]\\.type|\\.messages\\[\\d+]\\.toolCalls\\[\\d+]\\.type");

    @Override
    public void check(UpstreamRequest request) {
        Class<?> type = request.stream() ? V2ChatStreamRequest.class : V2ChatRequest.class;
        Object body;
        try {
            body = ObjectMappers.JSON_MAPPER.readValue(request.body().utf8(), type);
        } catch (IOException notTaken) {
            throw new UncheckedIOException(notTaken);
        }
        // constants that the library writes without having a field for them
        assertThat(SdkModel.unknownFields(body, "com.cohere", Set.of()))
                .filteredOn(path -> !CONSTANT.matcher(path).matches())
                .isEmpty();
    }
}
