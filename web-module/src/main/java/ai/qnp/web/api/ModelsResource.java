package ai.qnp.web.api;

import ai.qnp.core.access.Grant;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Time;
import ai.qnp.core.routing.ModelJson;
import ai.qnp.core.routing.ModelList;
import ai.qnp.ee.gateway.RunningRequests;
import ai.qnp.ee.platform.ConfiguredPlatform;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /models} and {@code GET /models/{id}}: what the key can use. */
@Path("models")
public class ModelsResource {
    @Inject
    private Gate gate;

    @Inject
    private CallReader calls;

    @Inject
    private ConfiguredPlatform platform;

    @Inject
    private Time time;

    @Resource(lookup = RelayResource.EXECUTOR)
    private ManagedExecutorService executor;

    @Inject
    private RunningRequests running;

    /** All models. */
    @GET
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
        answer(request, response, grant -> ModelJson.list(ModelList.of(grant, platform.get()), today()));
    }

    /** One model; its id may hold slashes. */
    @GET
    @Path("{id: .+}")
    public void get(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
        answer(request, response, grant -> {
            ModelList.Entry entry = ModelList.find(grant, platform.get(), id);
            return entry == null ? null : ModelJson.one(entry, today());
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }

    private void answer(
            HttpServletRequest request, AsyncResponse response, Function<Grant, @Nullable ObjectNode> content) {
        var caller = calls.caller(request);
        running.run(executor, () -> {
            try {
                response.resume(
                        switch (gate.judge(caller, null)) {
                            case Gate.Verdict.Refused(ApiError error, @Nullable Grant grant) -> ApiAnswer.of(error);
                            case Gate.Verdict.Admitted(Grant grant) -> {
                                ObjectNode json = content.apply(grant);
                                yield json == null ? ApiAnswer.of(ApiError.noSuchModel()) : ok(json);
                            }
                        });
            } catch (RuntimeException bug) {
                response.resume(bug);
            }
        });
    }

    private static Response ok(ObjectNode json) {
        return Response.ok(Json.MAPPER.writeValueAsString(json), MediaType.APPLICATION_JSON)
                .build();
    }
}
