package ai.qnp.core.openai;

/** What reading a request's bytes gave. */
public sealed interface ReadRequest {
    /** It can be routed. */
    record Accepted(ChatRequest request) implements ReadRequest {}

    /** The client's fault: a 400 that names the field and says what to do, without a word of the prompt. */
    record Rejected(ApiError error) implements ReadRequest {}
}
