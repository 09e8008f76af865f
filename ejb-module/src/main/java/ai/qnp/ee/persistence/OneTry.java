package ai.qnp.ee.persistence;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;

/**
 * Makes EclipseLink tell at once that the database is away. By itself it asks three times more,
 * five seconds apart, while a client waits; what to do then is decided here, not there.
 *
 * <p>By reflection, because an application server shows EclipseLink's classes to applications only together with much else. Where it
 * can't be done, an outage is slower and nothing else.
 */
public final class OneTry {
    private static final System.Logger LOG = System.getLogger(OneTry.class.getName());

    private OneTry() {}

    /** For the whole persistence unit of that entity manager. */
    public static boolean set(EntityManager entities) {
        try {
            Object session = call(entities.getDelegate(), "getServerSession");
            Object login = call(session, "getLogin");
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 0);
            login.getClass()
                    .getMethod("setDelayBetweenConnectionAttempts", int.class)
                    .invoke(login, 0);
            return true;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException other) {
            LOG.log(System.Logger.Level.WARNING, "queries will be retried while the database is away", other);
            return false;
        }
    }

    private static Object call(Object on, String method)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return on.getClass().getMethod(method).invoke(on);
    }
}
