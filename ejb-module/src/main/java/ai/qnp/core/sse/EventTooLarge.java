package ai.qnp.core.sse;

import java.io.IOException;

/** An event or a line is longer than the reader takes. The stream can't be read further. */
public final class EventTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which bound was passed. */
    public EventTooLarge(int maxEventBytes) {
        super("an event is longer than " + maxEventBytes + " bytes");
    }
}
