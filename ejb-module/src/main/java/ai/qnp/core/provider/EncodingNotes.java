package ai.qnp.core.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What is learnt while one request is encoded: fields left out or adjusted, and the first one that can't be. */
public final class EncodingNotes {
    private final String vendor;
    private final SequencedSet<String> dropped = new LinkedHashSet<>();
    private final SequencedSet<String> files = new LinkedHashSet<>();
    private @Nullable Failure unsupported;

    /**
     * Begins with nothing.
     *
     * @param vendor the vendor's name for people
     */
    public EncodingNotes(String vendor) {
        this.vendor = vendor;
    }

    /** A field that the vendor lacks and that only tunes was left out or adjusted. */
    public void dropped(String field) {
        dropped.add(field);
    }

    /** The first one counts: it is what the client has to change first. */
    public void unsupported(String param, String what) {
        if (unsupported == null) {
            unsupported = new Failure(
                    FailureClass.UNSUPPORTED,
                    null,
                    vendor + " takes no " + what + ": leave '" + param + "' out or ask another provider",
                    "unsupported_parameter",
                    param,
                    null);
        }
    }

    /** A file must be fetched first. */
    public void needsFile(String address) {
        files.add(address);
    }

    /** What came of it; the request counts only if nothing else was noted. */
    public Encoded result(UpstreamRequest request) {
        if (unsupported != null) {
            return new Encoded.Unsupported(unsupported);
        }
        return files.isEmpty() ? new Encoded.Ready(request, List.copyOf(dropped)) : new Encoded.NeedsFiles(files);
    }
}
