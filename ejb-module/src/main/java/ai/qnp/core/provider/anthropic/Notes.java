package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What is learnt while one request is encoded: fields left out or adjusted, and the first one that can't be. */
final class Notes {
    private final SequencedSet<String> dropped = new LinkedHashSet<>();
    private @Nullable Failure unsupported;

    void dropped(String field) {
        dropped.add(field);
    }

    /** The first one counts: it is what the client has to change first. */
    void unsupported(String param, String what) {
        if (unsupported == null) {
            unsupported = new Failure(
                    FailureClass.UNSUPPORTED,
                    null,
                    "Anthropic takes no " + what + ": leave '" + param + "' out or ask another provider",
                    "unsupported_parameter",
                    param,
                    null);
        }
    }

    List<String> dropped() {
        return List.copyOf(dropped);
    }

    @Nullable Failure unsupported() {
        return unsupported;
    }
}
