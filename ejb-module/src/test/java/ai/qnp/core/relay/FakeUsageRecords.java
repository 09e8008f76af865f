package ai.qnp.core.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps outcomes in a list, unless it is away. */
public final class FakeUsageRecords implements UsageRecords {
    private final List<Outcome> kept = new ArrayList<>();
    private final List<RequestIntent> noted = new ArrayList<>();
    private boolean away;

    /** Takes nothing from now on. */
    public void goAway() {
        away = true;
    }

    /** What was kept. */
    public List<Outcome> kept() {
        return kept;
    }

    /** What was noted before it was asked. */
    public List<RequestIntent> noted() {
        return noted;
    }

    @Override
    public Noted note(RequestIntent intent) {
        noted.add(intent);
        return () -> {
            if (away) {
                throw gone();
            }
        };
    }

    @Override
    public void keep(Outcome outcome) throws StorageUnavailable {
        if (away) {
            throw gone();
        }
        kept.add(outcome);
    }

    private static StorageUnavailable gone() {
        return new StorageUnavailable(new IOException("connection refused"));
    }
}
