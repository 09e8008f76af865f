package ai.qnp.core.provider.demo;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.InProcessUpstream;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.sse.SseWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * Answers chat completions. Leaves {@code id}, {@code created} and {@code model} out, which would need a clock: the
 * translator fills them in.
 */
final class DemoUpstream implements InProcessUpstream {
    @Override
    public InputStream answer(UpstreamRequest request) {
        DemoRequest asked = DemoRequest.read(request.body());
        DemoAnswer answer = DemoAnswer.to(asked);
        if (!request.stream()) {
            return new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(DemoWire.completion(asked, answer)));
        }
        Stream<byte[]> events = DemoWire.chunks(asked, answer)
                .map(chunk -> SseWriter.data(JsonText.of(Json.MAPPER.writeValueAsBytes(chunk))));
        return new EventStream(
                Stream.concat(events, Stream.of(SseWriter.done())).iterator());
    }
}
