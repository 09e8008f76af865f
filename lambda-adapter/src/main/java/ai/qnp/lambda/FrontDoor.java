package ai.qnp.lambda;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.PeerAddress;
import ai.qnp.core.access.PresentedKey;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Call;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.relay.Endpoint;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.TimeoutHeader;
import ai.qnp.core.routing.ModelJson;
import ai.qnp.core.routing.ModelList;
import ai.qnp.core.routing.Platform;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds what an event asks for and answers it. No rule lives here. */
record FrontDoor(
        Relay relay,
        Gate gate,
        Supplier<Platform> platform,
        Time time,
        long maxRequestBytes,
        List<AddressRange> trustedProxies) {

    /** Answers; throws only what is a bug. */
    FunctionUrlAnswer answer(FunctionUrlEvent event, String requestId) {
        return switch (Route.of(event.path())) {
            case Route.Relayed(Endpoint endpoint) ->
                event.method().equals("POST") ? relay(endpoint, event, requestId) : methodNotAllowed("POST");
            case Route.Models() ->
                event.method().equals("GET")
                        ? list(event, grant -> ModelJson.list(ModelList.of(grant, platform.get()), today()))
                        : methodNotAllowed("GET");
            case Route.Model(String id) ->
                event.method().equals("GET") ? list(event, grant -> model(grant, id)) : methodNotAllowed("GET");
            case Route.Unknown() -> FunctionUrlAnswer.error(ApiError.unknownEndpoint(), Map.of());
        };
    }

    private FunctionUrlAnswer relay(Endpoint endpoint, FunctionUrlEvent event, String requestId) {
        CollectedAnswer client = new CollectedAnswer();
        Call call = new Call(
                requestId,
                endpoint,
                caller(event),
                TimeoutHeader.read(event.header(TimeoutHeader.NAME)),
                new EventBody(event, maxRequestBytes),
                time.nanos());
        relay.relay(call, client);
        return client.answer();
    }

    private FunctionUrlAnswer list(FunctionUrlEvent event, Function<Grant, @Nullable ObjectNode> content) {
        return switch (gate.judge(caller(event), null)) {
            case Gate.Verdict.Refused(ApiError error, @Nullable Grant known) ->
                FunctionUrlAnswer.error(error, Map.of());
            case Gate.Verdict.Admitted(Grant grant) -> {
                ObjectNode json = content.apply(grant);
                yield json == null
                        ? FunctionUrlAnswer.error(ApiError.noSuchModel(), Map.of())
                        : FunctionUrlAnswer.json(200, Map.of(), JsonText.of(Json.MAPPER.writeValueAsBytes(json)));
            }
        };
    }

    private @Nullable ObjectNode model(Grant grant, String id) {
        ModelList.Entry entry = ModelList.find(grant, platform.get(), id);
        return entry == null ? null : ModelJson.one(entry, today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }

    private Caller caller(FunctionUrlEvent event) {
        return new Caller(
                PresentedKey.in(event.header("authorization"), event.header("x-api-key")),
                PeerAddress.behind(event.sourceIp(), event.header("x-forwarded-for"), trustedProxies),
                event.header("origin"),
                event.header("referer"));
    }

    private static FunctionUrlAnswer methodNotAllowed(String allow) {
        return FunctionUrlAnswer.error(ApiError.methodNotAllowed(allow), Map.of("allow", allow));
    }
}
