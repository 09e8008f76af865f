package ai.qnp.ee.upstream;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the engine below a Rest Client, which takes heads without end, so that one provider could fill this
 * server's memory, and keeps what it does not use for ever, also what the provider has closed. It can do better, but no API
 * leads to that. What is reached here by reflection is not part of any API, so a later version may not have it: then the
 * clients are as they were, and the log says so.
 */
final class EngineConnections {
    private static final System.Logger LOG = System.getLogger(EngineConnections.class.getName());

    /** Together with the next one a few megabytes at most; servers send a few dozen headers of some hundred characters. */
    static final int MAX_HEADERS = 200;

    static final int MAX_HEADER_CHARACTERS = 16 << 10;

    /** A connection that was idle for longer is tried before it is used again. That takes a millisecond, so busy ones are not. */
    static final int TRUSTED_IDLE_MS = 250;

    /** Shorter than what servers and what lies before them usually allow, so that it is mostly this side that closes. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    /** A connection has three of them, for as long as its stream lasts; the engine would take 8 KiB for each. */
    static final int BUFFER_BYTES = 4 << 10;

    private final @Nullable Object manager;

    private EngineConnections(@Nullable Object manager) {
        this.manager = manager;
    }

    /** Those of a Rest Client; the ones that it opens from now on take heads up to the bound. */
    static EngineConnections of(Object restClient) {
        try {
            Object engine = call(call(restClient, "getClient"), "httpEngine");
            Object manager = connectionsOf(call(engine, "getHttpClient"));
            // a connection that the provider has closed meanwhile must not get a request: it could not be sent again
            call(manager, "setValidateAfterInactivity", int.class, TRUSTED_IDLE_MS);
            setBounds(manager);
            return new EngineConnections(manager);
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the heads of providers' answers are not bounded, and unused connections not closed",
                    otherVersion);
            return new EngineConnections(null);
        }
    }

    /** Closes those that nobody has used for a while, or that their provider wanted to keep no longer. */
    void closeUnused() {
        if (manager == null) {
            return;
        }
        try {
            call(manager, "closeExpiredConnections");
            method(manager.getClass(), "closeIdleConnections", long.class, TimeUnit.class)
                    .invoke(manager, LONGEST_IDLE.toSeconds(), TimeUnit.SECONDS);
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            LOG.log(System.Logger.Level.DEBUG, "unused connections are not closed", otherVersion);
        }
    }

    private static void setBounds(Object connections) throws ReflectiveOperationException {
        ClassLoader loader = connections.getClass().getClassLoader();
        Class<?> constraints = loader.loadClass("org.apache.http.config.MessageConstraints");
        Class<?> config = loader.loadClass("org.apache.http.config.ConnectionConfig");
        Object bounds = constraints.getMethod("custom").invoke(null);
        call(bounds, "setMaxHeaderCount", int.class, MAX_HEADERS);
        call(bounds, "setMaxLineLength", int.class, MAX_HEADER_CHARACTERS);
        Object settings = config.getMethod("custom").invoke(null);
        call(settings, "setBufferSize", int.class, BUFFER_BYTES);
        call(settings, "setMessageConstraints", constraints, call(bounds, "build"));
        call(connections, "setDefaultConnectionConfig", config, call(settings, "build"));
    }

    private static Object connectionsOf(Object httpClient) throws ReflectiveOperationException {
        Field field = httpClient.getClass().getDeclaredField("connManager");
        field.setAccessible(true);
        return field.get(httpClient);
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        return method(target.getClass(), name).invoke(target);
    }

    private static void call(Object target, String name, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        method(target.getClass(), name, type).invoke(target, argument);
    }

    /** The method where it is public in a public type: what implements it may be hidden. */
    private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            List<Class<?>> open = new ArrayList<>(List.of(at.getInterfaces()));
            if (Modifier.isPublic(at.getModifiers())) {
                open.add(at);
            }
            for (Class<?> one : open) {
                for (Method method : one.getMethods()) {
                    if (method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters)) {
                        return method;
                    }
                }
            }
        }
        throw new NoSuchMethodException(type.getName() + "." + name);
    }
}
