package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.contract.RequestShape;
import ai.qnp.core.provider.contract.SdkModel;
import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** A request as Anthropic's own Java library reads it. */
final class AnthropicShape implements RequestShape {
    @Override
    public void check(UpstreamRequest request) {
        MessageCreateParams.Body body;
        try {
            body = ObjectMappers.jsonMapper().readValue(request.body().utf8(), MessageCreateParams.Body.class);
        } catch (IOException notTaken) {
            throw new UncheckedIOException(notTaken);
        }
        body.validate();
        // the library has a call of its own for streams
        assertThat(SdkModel.unknownFields(body, "com.anthropic", Set.of("InputSchema", "Input", "Schema", "Metadata")))
                .isSubsetOf(".stream");
    }
}
