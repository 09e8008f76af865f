package ai.qnp.lambda;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Makes EclipseLink tell at once that the database is away. By itself it asks three times more, five seconds apart, while
 * the client and Lambda's bill wait; the pool has already waited and tried by then.
 */
public final class OneTry implements SessionCustomizer {
    /** Called by EclipseLink. */
    public OneTry() {}

    @Override
    public void customize(Session session) {
        DatabaseLogin login = session.getLogin();
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
