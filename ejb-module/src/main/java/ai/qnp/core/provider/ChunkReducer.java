package ai.qnp.core.provider;

import ai.qnp.core.sse.SseEvent;
import java.util.List;

/**
 * Turns a vendor's events into OpenAI's chunks, one step at a time. Immutable: each step gives the reducer for the
 * next event. Never throws for bad vendor data and does no work that grows with the stream.
 */
public interface ChunkReducer {
    /** Takes one event. */
    Step reduce(SseEvent event);

    /**
     * The upstream closed the stream without the end that {@link StreamPart.End} stands for. Gives the parts that
     * follow from that: nothing more when the answer was complete all the same, else a failure.
     */
    List<StreamPart> end();

    /**
     * What one event led to.
     *
     * @param next takes the next event
     * @param parts often one, sometimes none or several
     */
    record Step(ChunkReducer next, List<StreamPart> parts) {
        public Step {
            parts = List.copyOf(parts);
        }
    }
}
