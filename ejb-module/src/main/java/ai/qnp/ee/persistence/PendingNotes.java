package ai.qnp.ee.persistence;

import ai.qnp.core.relay.RequestIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Intents that are not stored yet, and the ids of those that are. An intent waits a moment: most requests that are over
 * by then, such as those refused by a provider, never need one. Guarded by its owner's lock.
 */
final class PendingNotes {
    private static final long LINGER_NANOS = Duration.ofMillis(20).toNanos();

    private final Map<String, Note> waiting = new LinkedHashMap<>();
    private final Set<String> stored = new HashSet<>();

    /** One of them. */
    static final class Note {
        private final RequestIntent intent;
        private final long due;
        private final CompletableFuture<Void> durable = new CompletableFuture<>();
        private boolean urgent;

        private Note(RequestIntent intent, long due) {
            this.intent = intent;
            this.due = due;
        }

        RequestIntent intent() {
            return intent;
        }

        CompletableFuture<Void> durable() {
            return durable;
        }

        void hurry() {
            urgent = true;
        }
    }

    Note add(RequestIntent intent, long now) {
        Note note = new Note(intent, now + LINGER_NANOS);
        waiting.put(intent.requestId(), note);
        return note;
    }

    /** Takes out those whose moment is over, or that somebody waits for. */
    List<Note> takeDue(long now) {
        List<Note> due = new ArrayList<>();
        waiting.values().removeIf(note -> {
            boolean takes = note.urgent || note.due - now <= 0;
            if (takes) {
                due.add(note);
                stored.add(note.intent.requestId());
            }
            return takes;
        });
        return due;
    }

    /** Nanoseconds until the next is due; below zero when none waits. */
    long untilNext(long now) {
        return waiting.isEmpty() ? -1 : Math.max(0, waiting.values().iterator().next().due - now);
    }

    /**
     * The request is over: its intent is not needed any more.
     *
     * @return whether it may be stored, and must be removed from there
     */
    boolean end(String requestId) {
        Note note = waiting.remove(requestId);
        if (note != null) {
            note.durable.complete(null);
        }
        return stored.remove(requestId);
    }
}
