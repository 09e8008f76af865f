package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Headers;
import ai.qnp.core.relay.Transport.Exchange;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Rest Client response as a running exchange. Read by one thread; aborted by any. */
final class ResponseExchange implements Exchange {
    private final Response response;
    private final SilenceWatch.Watched watched;
    private @Nullable InputStream body;

    /** Whose body may be silent that long. */
    ResponseExchange(Response response, SilenceWatch watch, Duration longestSilence) {
        this.response = response;
        this.watched = watch.watch(longestSilence, () -> drop(response));
    }

    @Override
    public int status() {
        return response.getStatus();
    }

    @Override
    public Headers headers() {
        Map<String, String> first = new HashMap<>();
        response.getStringHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                first.put(name, values.getFirst());
            }
        });
        return new Headers(first);
    }

    @Override
    public InputStream body() {
        if (body == null) {
            body = response.hasEntity()
                    ? new WatchedBody(response.readEntity(InputStream.class), watched)
                    : InputStream.nullInputStream();
        }
        return body;
    }

    @Override
    public void abort() {
        watched.close();
        drop(response);
    }

    /**
     * Drops a response's connection at once. {@code Response.close()} and the stream's {@code close()} read on until the upstream has finished its answer. Only
     * RESTEasy's own {@code releaseConnection(false)} drops the connection, and that class is not part of any API.
     */
    static void drop(Response response) {
        for (Class<?> type = response.getClass(); type != null; type = type.getSuperclass()) {
            if (Modifier.isPublic(type.getModifiers()) && isReleased(response, type)) {
                return;
            }
        }
        response.close();
    }

    private static boolean isReleased(Response response, Class<?> type) {
        try {
            Method release = type.getMethod("releaseConnection", boolean.class);
            release.invoke(response, false);
            return true;
        } catch (NoSuchMethodException notHere) {
            return false;
        } catch (IllegalAccessException | InvocationTargetException alreadyGone) {
            return true;
        }
    }

    @Override
    public void finish() {
        // reads what is left of the answer, which may never come
        watched.reads();
        try {
            response.close();
        } finally {
            watched.close();
        }
    }
}
