package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The relay's transport to servers that accounts chose. Each connection goes to an address that was judged when it was
 * looked up; no redirect is followed, nothing is unpacked, nothing is sent twice.
 */
public final class PublicTransport implements Transport, AutoCloseable {
    private final CloseableHttpClient client;
    private final UpstreamSettings settings;
    private final Duration firstByte;
    private final CallRules rules;
    private final Timers timers;

    /**
     * Keeps its connections as long as it lives.
     *
     * @param firstByte the longest wait for the beginning of an answer, where a provider has none of its own
     */
    public PublicTransport(
            UpstreamSettings settings, Duration firstByte, CallRules rules, PublicHosts hosts, Timers timers) {
        this.client = PublicClient.of(settings, hosts);
        this.settings = settings;
        this.firstByte = firstByte;
        this.rules = rules;
        this.timers = timers;
    }

    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        CallBounds bounds = rules.of(target.provider().profile().id());
        HttpPost post = post(target, request);
        post.setConfig(PublicClient.waiting(settings, bounds.idle()));
        Duration limit = bounds.firstByte() == null ? firstByte : bounds.firstByte();
        return exchange(post, firstByteLimit == null || firstByteLimit.compareTo(limit) > 0 ? limit : firstByteLimit);
    }

    /** Fetches a path of a provider, its list of models for example. */
    public Opened fetch(ProviderProfile profile, Credential credential, String path, Duration limit) {
        HttpGet get = new HttpGet(URI.create(credential.baseUrl() + path));
        OutgoingHeaders.of(profile, credential, false).forEach(get::setHeader);
        return exchange(get, limit);
    }

    private Opened exchange(HttpUriRequestBase request, Duration limit) {
        AtomicBoolean late = new AtomicBoolean();
        Timers.Alarm alarm = timers.after(limit, () -> {
            late.set(true);
            request.cancel();
        });
        try {
            return new Opened.Answering(new PublicExchange(request, client.executeOpen(null, request, null)));
        } catch (PublicHosts.NotPublic inside) {
            return noAnswer(
                    FailureClass.UNREACHABLE,
                    "the credential's base_url leads to an address that is not public, and the operator does not allow it");
        } catch (IOException failed) {
            return late.get()
                    ? noAnswer(FailureClass.TIMED_OUT, "no answer within the first-byte limit")
                    : new Opened.NoAnswer(ConnectionFailure.of(failed));
        } finally {
            alarm.cancel();
        }
    }

    private static HttpPost post(Target target, UpstreamRequest request) {
        Credential credential = target.credential();
        HttpPost post = new HttpPost(URI.create(credential.baseUrl() + request.path()));
        OutgoingHeaders.of(target.provider().profile(), credential, request.stream())
                .forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(request.body().utf8(), ContentType.APPLICATION_JSON));
        return post;
    }

    private static Opened noAnswer(FailureClass failureClass, String message) {
        return new Opened.NoAnswer(Failure.of(failureClass, message));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
