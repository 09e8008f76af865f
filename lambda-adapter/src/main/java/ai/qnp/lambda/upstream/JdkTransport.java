package ai.qnp.lambda.upstream;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.InProcessUpstream;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.InProcessExchange;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The relay's transport on the JDK's HTTP client. It trusts what the JDK trusts, follows no redirect and sends nothing
 * twice.
 *
 * @param client kept from call to call
 * @param limits of the calls to a provider, by its id
 * @param deadline of this invocation, which no limit reaches beyond
 */
public record JdkTransport(FreshClient client, Function<String, TransportLimits> limits, Deadline deadline)
        implements Transport {
    private static final String AGENT = "qnp";

    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        InProcessUpstream here = target.provider().inProcess();
        if (here != null) {
            return new Opened.Answering(new InProcessExchange(here.answer(request)));
        }
        HttpRequest outgoing;
        try {
            outgoing = outgoing(target, request);
        } catch (IllegalArgumentException unsendable) {
            // its message quotes the key, so it goes nowhere
            return noAnswer(
                    FailureClass.CREDENTIAL_REJECTED, "the provider's key or address holds characters no header can");
        }
        TransportLimits own = limits.apply(target.provider().profile().id());
        Duration limit = firstByteLimit != null && firstByteLimit.compareTo(own.firstByte()) < 0
                ? firstByteLimit
                : own.firstByte();
        return await(
                client.get(own.connect()).sendAsync(outgoing, head -> new AnswerBody(own.idle(), deadline)),
                deadline.within(limit));
    }

    private static Opened await(CompletableFuture<HttpResponse<AnswerBody>> asked, Duration limit) {
        try {
            return new Opened.Answering(new JdkExchange(asked.get(limit.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (TimeoutException late) {
            abandon(asked);
            return noAnswer(FailureClass.TIMED_OUT, "no answer within the first-byte limit");
        } catch (InterruptedException stopped) {
            abandon(asked);
            Thread.currentThread().interrupt();
            return noAnswer(FailureClass.CUT_OFF, "the call was interrupted");
        } catch (ExecutionException failed) {
            return new Opened.NoAnswer(ConnectionFailure.of(failed.getCause()));
        }
    }

    /** Ends the call on the wire too; the answer may have come in the very moment. */
    private static void abandon(CompletableFuture<HttpResponse<AnswerBody>> asked) {
        if (!asked.cancel(true) && !asked.isCompletedExceptionally()) {
            asked.resultNow().body().abort();
        }
    }

    private static HttpRequest outgoing(Target target, UpstreamRequest request) {
        Credential credential = target.credential();
        ProviderProfile profile = target.provider().profile();
        URI address = URI.create(credential.baseUrl() + request.path());
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .version(versionFor(address))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().utf8()));
        profile.headers().forEach(builder::setHeader);
        builder.setHeader("Content-Type", "application/json")
                .setHeader("Accept", request.stream() ? "text/event-stream" : "application/json")
                .setHeader("User-Agent", AGENT);
        Secret key = credential.apiKey();
        if (key != null) {
            builder.setHeader(profile.auth().header(), profile.auth().prefix() + key.reveal());
        }
        return builder.build();
    }

    /** Without TLS the JDK asks for HTTP/2 by an Upgrade header, which some servers answer with an error. */
    private static HttpClient.Version versionFor(URI address) {
        return "https".equals(address.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private static Opened noAnswer(FailureClass failureClass, String message) {
        return new Opened.NoAnswer(Failure.of(failureClass, message));
    }
}
