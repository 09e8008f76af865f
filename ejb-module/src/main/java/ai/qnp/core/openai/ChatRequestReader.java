package ai.qnp.core.openai;

/**
 * Reads a chat completion request's bytes once, streaming: only what routing, limits and money need, and where the
 * fields stand that an upstream gets replaced. Refusals name the field or the place, never what stood there.
 */
public final class ChatRequestReader {
    private ChatRequestReader() {}

    /** Reads a request. */
    public static ReadRequest<ChatRequest> read(JsonText received) {
        return RequestReading.read(received, (body, parser) -> new ChatRequestScan(body, parser).read());
    }
}
