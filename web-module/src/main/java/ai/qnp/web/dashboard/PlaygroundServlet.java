package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Call;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.relay.Endpoint;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.gateway.RequestIds;
import ai.qnp.ee.gateway.RunningRequests;
import ai.qnp.web.api.CallReader;
import ai.qnp.web.api.RelayResource;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code POST /dashboard/playground/chat?key=}: a chat completion over one of the reader's keys, by the same relay as the
 * API's. The answer is a stream of events that show the request on its way ({@link PlaygroundClient}).
 */
@WebServlet(urlPatterns = "/dashboard/playground/chat", asyncSupported = true)
public class PlaygroundServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(PlaygroundServlet.class.getName());

    @Inject
    private transient KeyDirectory keys;

    @Inject
    private transient Relay relay;

    @Inject
    private transient CallReader calls;

    @Inject
    private transient Supplier<Platform> platform;

    @Inject
    private transient Timers timers;

    @Inject
    private transient Visitor visitor;

    @Resource(lookup = RelayResource.EXECUTOR)
    private transient ManagedExecutorService executor;

    @Inject
    private transient RunningRequests running;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String key = Objects.requireNonNullElse(request.getParameter("key"), "");
        switch (keys.owner(visitor.accountId(), key)) {
            case Answer.Refused<Caller>(ApiError error) -> ScriptJson.refuse(response, error);
            case Answer.Done<Caller>(Caller owner) -> accept(owner, request, response);
        }
    }

    private void accept(Caller owner, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.call(RequestIds.next(), Endpoint.CHAT_COMPLETIONS, owner, request, request.getInputStream());
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        PlaygroundClient client =
                new PlaygroundClient(response.getOutputStream(), platform.get().catalogue(), timers);
        AsyncContext asynchronous = request.startAsync();
        // the relay has its own deadline
        asynchronous.setTimeout(0);
        running.run(executor, () -> relay(call, client, asynchronous));
    }

    private void relay(Call call, PlaygroundClient client, AsyncContext asynchronous) {
        try (client) {
            client.begun(call.requestId());
            relay.relay(call, client);
        } catch (RuntimeException bug) {
            LOG.log(Level.SEVERE, "A request failed by a bug", bug);
        } finally {
            asynchronous.complete();
        }
    }
}
