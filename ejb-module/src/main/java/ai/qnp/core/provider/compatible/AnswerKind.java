package ai.qnp.core.provider.compatible;

/** The two forms in which an answer comes. */
public enum AnswerKind {
    /** At once. */
    WHOLE("chat.completion", "message", "delta"),
    /** In chunks. */
    STREAM("chat.completion.chunk", "delta", "message");

    private final String object;
    private final String message;
    private final String otherMessage;

    AnswerKind(String object, String message, String otherMessage) {
        this.object = object;
        this.message = message;
        this.otherMessage = otherMessage;
    }

    /** What {@code object} says. */
    String object() {
        return object;
    }

    /** The name of the field with a choice's message. */
    public String message() {
        return message;
    }

    /** The same in the other form, which some vendors send beside it. */
    String otherMessage() {
        return otherMessage;
    }
}
