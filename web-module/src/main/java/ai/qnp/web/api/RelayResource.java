package ai.qnp.web.api;

import ai.qnp.core.relay.Call;
import ai.qnp.core.relay.Endpoint;
import ai.qnp.core.relay.Relay;
import ai.qnp.ee.gateway.RunningRequests;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * The endpoints that models answer: {@code POST /chat/completions}, {@code /embeddings} and {@code /images/generations}.
 *
 * <p>Requests run on a virtual thread each, since they wait for providers most of the time. The executor's definition stands
 * here because the server looks for it on components only.
 */
@Path("")
@ApplicationScoped
@ManagedExecutorDefinition(name = RelayResource.EXECUTOR, virtual = true, context = RelayResource.CONTEXT)
@ContextServiceDefinition(
        name = RelayResource.CONTEXT,
        propagated = ContextServiceDefinition.APPLICATION,
        cleared = ContextServiceDefinition.ALL_REMAINING)
public class RelayResource {
    /** Where the executor of requests is looked up: a virtual thread for each. */
    public static final String EXECUTOR = "java:app/concurrent/virtual";

    static final String CONTEXT = "java:app/concurrent/application-only";

    @Inject
    private Relay relay;

    @Inject
    private CallReader calls;

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Inject
    private RunningRequests running;

    /** A chat completion. Every media type is read as JSON: clients that forget the header mean it, too. */
    @POST
    @Path("chat/completions")
    public void complete(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
        accept(Endpoint.CHAT_COMPLETIONS, body, request, response);
    }

    /** Embeddings. */
    @POST
    @Path("embeddings")
    public void embed(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
        accept(Endpoint.EMBEDDINGS, body, request, response);
    }

    /** Images. */
    @POST
    @Path("images/generations")
    public void generateImages(
            InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
        accept(Endpoint.IMAGES, body, request, response);
    }

    private void accept(Endpoint endpoint, InputStream body, HttpServletRequest request, AsyncResponse response) {
        // the relay has its own deadline
        response.setTimeout(0, TimeUnit.SECONDS);
        Call call = calls.call(RequestIdFilter.idOf(request), endpoint, request, body);
        running.run(executor, () -> relay(call, new HttpClientSide(response), response));
    }

    private void relay(Call call, HttpClientSide client, AsyncResponse response) {
        try {
            relay.relay(call, client);
        } catch (RuntimeException bug) {
            if (!client.hasBegun()) {
                response.resume(bug);
            }
        }
    }
}
