package ai.qnp.acceptance.upstream;

/** How a provider behaves in one request. */
@FunctionalInterface
public interface Script {
    /** Answers, or does not. */
    void play(Conversation conversation) throws Exception;

    /** This for the first request, {@code later} for those after it. */
    default Script then(Script later) {
        var first = new java.util.concurrent.atomic.AtomicBoolean(true);
        return conversation -> {
            if (first.getAndSet(false)) {
                play(conversation);
            } else {
                later.play(conversation);
            }
        };
    }
}
