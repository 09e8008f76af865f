package ai.qnp.core.relay;

import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.sse.EventTooLarge;
import ai.qnp.core.sse.SseEvent;
import ai.qnp.core.sse.SseReader;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The parts of one upstream's stream, read as fast as they are asked for. One thread. */
final class LiveStream {
    private final Exchange exchange;
    private final SseReader events;
    private final Progress progress;
    private final Time time;
    private final Deque<StreamPart> ready = new ArrayDeque<>();
    private ChunkReducer reducer;

    LiveStream(Exchange exchange, ChunkReducer reducer, int maxEventBytes, Progress progress, Time time) {
        this.exchange = exchange;
        this.events = new SseReader(new TimelyBody(exchange.body(), progress), maxEventBytes);
        this.reducer = reducer;
        this.progress = progress;
        this.time = time;
    }

    /** Waits for the next part. The last one is an {@code End} or a {@code Failed}; nothing may be asked after it. */
    StreamPart next() {
        while (ready.isEmpty()) {
            ready.addAll(read());
        }
        StreamPart part = ready.removeFirst();
        note(part);
        return part;
    }

    private List<StreamPart> read() {
        long asked = time.nanos();
        try {
            SseEvent event = events.next();
            if (event == null) {
                return closed(reducer.end());
            }
            ChunkReducer.Step step = reducer.reduce(event);
            reducer = step.next();
            return step.parts();
        } catch (SocketTimeoutException late) {
            return failed(FailureClass.TIMED_OUT, TimelyBody.why(late));
        } catch (EventTooLarge tooLarge) {
            return failed(FailureClass.INVALID_ANSWER, "the provider sent an event larger than the limit");
        } catch (IOException brokenOff) {
            return failed(FailureClass.CUT_OFF, "the provider's stream broke off");
        } finally {
            progress.timing().waitedForUpstream(asked);
        }
    }

    /** What the reducer still had to tell, and then the end: the upstream is not asked again. */
    private static List<StreamPart> closed(List<StreamPart> last) {
        List<StreamPart> all = new ArrayList<>(last);
        if (last.isEmpty()
                || !(last.getLast() instanceof StreamPart.Failed || last.getLast() instanceof StreamPart.End)) {
            all.add(new StreamPart.End());
        }
        return all;
    }

    private void note(StreamPart part) {
        switch (part) {
            case StreamPart.Chunk chunk -> {
                progress.finishedBecause(chunk.finishReason());
                progress.consumption().produced(chunk.contentCharacters());
            }
            case StreamPart.UsageReport report -> progress.consumption().reported(report.usage());
            case StreamPart.Failed failed -> exchange.abort();
            case StreamPart.End end -> exchange.finish();
        }
    }

    /** Ends the upstream's work at once. */
    void abort() {
        exchange.abort();
    }

    private static List<StreamPart> failed(FailureClass failureClass, String message) {
        return List.of(new StreamPart.Failed(Failure.of(failureClass, message)));
    }
}
