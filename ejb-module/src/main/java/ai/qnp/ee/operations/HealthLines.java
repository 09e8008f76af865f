package ai.qnp.ee.operations;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import java.util.Locale;

/** How targets and credentials fare, a line each, for JMX. The vendor's message stays out. */
final class HealthLines {
    private HealthLines() {}

    static String of(UnwellTarget target) {
        String until =
                target.coolsUntil() == null ? "waits for its probe" : "cooling down until " + target.coolsUntil();
        return target.key().provider() + "/" + target.key().model() + " ("
                + target.key().credential() + "): " + until + ", " + why(target.last());
    }

    static String of(FailingCredential failing) {
        return failing.key().provider() + " (" + failing.key().credential() + "): since " + failing.since() + ", "
                + why(failing.last());
    }

    private static String why(Trouble trouble) {
        return trouble.failureClass().name().toLowerCase(Locale.ROOT);
    }
}
