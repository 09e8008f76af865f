package ai.qnp.web.api;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.PeerAddress;
import ai.qnp.core.access.PresentedKey;
import ai.qnp.core.openai.BodyBytes;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Call;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.relay.Endpoint;
import ai.qnp.core.relay.RequestBody;
import ai.qnp.core.relay.TimeoutHeader;
import ai.qnp.ee.gateway.GatewaySettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/** Reads the head of an HTTP request into a call. */
@ApplicationScoped
public class CallReader {
    @Inject
    private GatewaySettings settings;

    private List<AddressRange> trustedProxies = List.of();
    private long maxRequestBytes;

    @PostConstruct
    void configure() {
        trustedProxies = settings.trustedProxies();
        maxRequestBytes = settings.maxRequestBytes();
    }

    /** The whole call of whoever presents a key; its body is read later, or never. */
    public Call call(String requestId, Endpoint endpoint, HttpServletRequest request, InputStream body) {
        return call(requestId, endpoint, caller(request), request, body);
    }

    /** The whole call of somebody who is known already. */
    public Call call(String requestId, Endpoint endpoint, Caller caller, HttpServletRequest request, InputStream body) {
        long arrived = System.nanoTime();
        // the request itself is known to this thread only; the body is read on another
        long announced = request.getContentLengthLong();
        return new Call(
                requestId,
                endpoint,
                caller,
                TimeoutHeader.read(request.getHeader(TimeoutHeader.NAME)),
                () -> read(announced, body),
                arrived);
    }

    /** Who calls. */
    public Caller.Bearer caller(HttpServletRequest request) {
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For"));
        String forwardedFor = hops.isEmpty() ? null : String.join(",", hops);
        return new Caller.Bearer(
                PresentedKey.in(request.getHeader("Authorization"), request.getHeader("X-API-Key")),
                PeerAddress.behind(request.getRemoteAddr(), forwardedFor, trustedProxies),
                request.getHeader("Origin"),
                request.getHeader("Referer"));
    }

    private RequestBody.Read read(long announced, InputStream body) {
        if (announced > maxRequestBytes) {
            return new RequestBody.Read.TooLarge(maxRequestBytes);
        }
        try {
            byte[] bytes = BodyBytes.read(body, announced, (int) Math.min(Integer.MAX_VALUE - 8, maxRequestBytes + 1));
            return bytes.length > maxRequestBytes
                    ? new RequestBody.Read.TooLarge(maxRequestBytes)
                    : new RequestBody.Read.Complete(JsonText.of(bytes));
        } catch (IOException broken) {
            return new RequestBody.Read.Broken();
        }
    }
}
