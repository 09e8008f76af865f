package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.InProcessUpstream;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.InProcessExchange;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The relay's transport on MicroProfile Rest Client. */
public final class RestClientTransport implements Transport {
    private final GuardedUpstream guarded;
    private final UpstreamClients clients;
    private final CallRules rules;
    private final FirstByteTimer timer;
    private final SilenceWatch silences;

    /** Keeps its clients as long as it lives. */
    public RestClientTransport(
            GuardedUpstream guarded,
            UpstreamSettings settings,
            CallRules rules,
            FirstByteTimer timer,
            SilenceWatch silences) {
        this.guarded = guarded;
        this.clients = new UpstreamClients(settings.maxConnections());
        this.rules = rules;
        this.timer = timer;
        this.silences = silences;
    }

    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        InProcessUpstream here = target.provider().inProcess();
        if (here != null) {
            return new Opened.Answering(new InProcessExchange(here.answer(request)));
        }
        Credential credential = target.credential();
        CallBounds bounds = rules.of(target.provider().profile().id());
        UpstreamApi upstream = clients.at(credential.baseUrl(), bounds);
        Map<String, String> headers = OutgoingHeaders.of(target.provider().profile(), credential, request.stream());
        OutgoingRequest.Call call = new OutgoingRequest.Call(address(credential, request.path()), headers);
        byte[] body = request.body().utf8();
        // a provider with a limit of its own may be given more time than Fault Tolerance gives all
        return exchange(
                bounds,
                bounds.firstByte(firstByteLimit),
                bounds.firstByte() == null
                        ? () -> guarded.post(upstream, call, body)
                        : () -> guarded.postWatched(upstream, call, body));
    }

    /** Fetches a path of a provider, its list of models for example. */
    public Opened fetch(ProviderProfile profile, Credential credential, String path, Duration limit) {
        CallBounds bounds = rules.of(profile.id());
        UpstreamApi upstream = clients.at(credential.baseUrl(), bounds);
        Map<String, String> headers = OutgoingHeaders.of(profile, credential, false);
        return exchange(
                bounds,
                limit,
                () -> guarded.get(upstream, new OutgoingRequest.Call(address(credential, path), headers)));
    }

    /** Closes the connections that nobody has used for a while. To be called now and then. */
    public void closeUnused() {
        clients.closeUnused();
    }

    private Opened exchange(CallBounds bounds, @Nullable Duration firstByteLimit, Callable<Response> send) {
        try {
            Response response = firstByteLimit == null ? send.call() : timer.within(firstByteLimit, send);
            return new Opened.Answering(new ResponseExchange(response, silences, bounds.idle()));
        } catch (TimeoutException | FirstByteTimer.LimitReached late) {
            return noAnswer(FailureClass.TIMED_OUT, "no answer within the first-byte limit");
        } catch (BulkheadException full) {
            return new Opened.NoAnswer(new Failure(
                    FailureClass.OVERLOADED,
                    null,
                    "too many requests are under way to providers",
                    BUSY_HERE,
                    null,
                    null));
        } catch (ProcessingException failed) {
            return new Opened.NoAnswer(ConnectionFailure.of(failed));
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static Opened noAnswer(FailureClass failureClass, String message) {
        return new Opened.NoAnswer(Failure.of(failureClass, message));
    }

    private static URI address(Credential credential, String path) {
        return URI.create(credential.baseUrl() + path);
    }
}
