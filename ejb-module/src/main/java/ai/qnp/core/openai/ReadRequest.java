package ai.qnp.core.openai;

/**
 * What reading a request's bytes gave.
 *
 * @param <R> the endpoint's kind of request
 */
public sealed interface ReadRequest<R extends ModelRequest> {
    /** It can be routed. */
    record Accepted<R extends ModelRequest>(R request) implements ReadRequest<R> {}

    /** The client's fault: a 400 that names the field and says what to do, without a word of the prompt. */
    record Rejected<R extends ModelRequest>(ApiError error) implements ReadRequest<R> {}
}
