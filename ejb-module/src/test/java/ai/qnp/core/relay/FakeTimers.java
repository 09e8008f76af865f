package ai.qnp.core.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers that ring only when told. */
final class FakeTimers implements Timers {
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Duration delay, Runnable action) {}

    @Override
    public Alarm after(Duration delay, Runnable action) {
        Waiting one = new Waiting(delay, action);
        waiting.add(one);
        return () -> waiting.remove(one);
    }

    /** How long each waits from the moment it was set. */
    List<Duration> delays() {
        return waiting.stream().map(Waiting::delay).toList();
    }

    /** Rings all that wait now. */
    void ring() {
        List<Waiting> now = List.copyOf(waiting);
        waiting.removeAll(now);
        now.forEach(one -> one.action().run());
    }
}
