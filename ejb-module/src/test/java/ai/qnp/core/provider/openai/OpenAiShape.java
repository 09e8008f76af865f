package ai.qnp.core.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.contract.RequestShape;
import ai.qnp.core.provider.contract.SdkModel;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** A request as OpenAI's own Java library reads it. */
public final class OpenAiShape implements RequestShape {
    /** {@code reasoning_content} is no field of OpenAI's, which ignores what it does not know inside a message. */
    private static final Set<String> IGNORED = Set.of("reasoning_content");

    @Override
    public void check(UpstreamRequest request) {
        ChatCompletionCreateParams.Body body;
        try {
            body = ObjectMappers.jsonMapper().readValue(request.body().utf8(), ChatCompletionCreateParams.Body.class);
        } catch (IOException notTaken) {
            throw new UncheckedIOException(notTaken);
        }
        body.validate();
        // the library has a call of its own for streams
        assertThat(SdkModel.unknownFields(
                        body, "com.openai", Set.of("FunctionParameters", "Schema", "Metadata", "LogitBias", "Tool")))
                .filteredOn(path -> IGNORED.stream().noneMatch(path::endsWith))
                .isSubsetOf(".stream");
    }
}
