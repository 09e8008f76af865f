package ai.qnp.core.relay;

import java.util.ArrayList;
import java.util.List;

/** Sees requests end. */
final class FakeObserver implements Observer {
    private final List<Outcome> finished = new ArrayList<>();

    @Override
    public void started() {}

    @Override
    public void finished(Outcome outcome) {
        finished.add(outcome);
    }

    List<Outcome> finished() {
        return finished;
    }
}
