package ai.qnp.lambda.upstream;

import ai.qnp.core.provider.Headers;
import ai.qnp.core.relay.Transport.Exchange;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** A response of the JDK's client as a running exchange. */
record JdkExchange(HttpResponse<AnswerBody> response) implements Exchange {
    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public Headers headers() {
        Map<String, String> first = new HashMap<>();
        response.headers().map().forEach((name, values) -> first.put(name, values.getFirst()));
        return new Headers(first);
    }

    @Override
    public InputStream body() {
        return response.body().stream();
    }

    @Override
    public void abort() {
        response.body().abort();
    }

    @Override
    public void finish() {
        response.body().finish();
    }
}
