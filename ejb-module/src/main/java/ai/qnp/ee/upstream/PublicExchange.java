package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Headers;
import ai.qnp.core.relay.Transport.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** A response of {@link PublicTransport} as a running exchange. Read by one thread; aborted by any. */
final class PublicExchange implements Exchange {
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final InputStream body;

    PublicExchange(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public Headers headers() {
        Map<String, String> first = new HashMap<>();
        for (Header header : response.getHeaders()) {
            first.putIfAbsent(header.getName(), header.getValue());
        }
        return new Headers(first);
    }

    @Override
    public InputStream body() {
        return body;
    }

    /** Closing the response would read on; only the request drops its connection at once. */
    @Override
    public void abort() {
        request.cancel();
    }

    /**
     * A body that was read to its end has given its connection back by itself. One that goes on behind the last event is
     * not waited for: the connection is dropped.
     */
    @Override
    public void finish() {
        request.cancel();
    }
}
