package ai.qnp.lambda;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.PeerAddress;
import ai.qnp.core.access.PresentedKey;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Call;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.relay.Client;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.relay.Endpoint;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.TimeoutHeader;
import ai.qnp.core.routing.ModelJson;
import ai.qnp.core.routing.ModelList;
import ai.qnp.core.routing.Platform;
import java.time.Duration;
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
        BrowserAccess browsers,
        Supplier<Platform> platform,
        Time time,
        long maxRequestBytes,
        List<AddressRange> trustedProxies) {

    private static final int NO_CONTENT = 204;
    private static final JsonText NOTHING = JsonText.of("");

    /** Answers; throws only what is a bug. */
    void serve(FunctionUrlEvent event, String requestId, Client client) throws ClientGone {
        String origin = event.header("origin");
        if (BrowserAccess.isPreflight(event.method(), origin, event.header("access-control-request-method"))) {
            String requested = event.header("access-control-request-headers");
            client.whole(NO_CONTENT, browsers.preflight(origin, requested), NOTHING);
        } else {
            answer(event, requestId, new BrowserClient(client, browsers, presentedKey(event), origin));
        }
    }

    private void answer(FunctionUrlEvent event, String requestId, Client client) throws ClientGone {
        switch (Route.of(event.path())) {
            case Route.Relayed(Endpoint endpoint) -> {
                if (isCalledBy("POST", event, client)) {
                    relay.relay(call(endpoint, event, requestId), client);
                }
            }
            case Route.Models() -> {
                if (isCalledBy("GET", event, client)) {
                    list(event, client, grant -> ModelJson.list(ModelList.of(grant, platform.get()), today()));
                }
            }
            case Route.Model(String id) -> {
                if (isCalledBy("GET", event, client)) {
                    list(event, client, grant -> model(grant, id));
                }
            }
            case Route.Unknown() -> refuse(ApiError.unknownEndpoint(), client);
        }
    }

    /** Sends an error that no relay worded. */
    static void refuse(ApiError error, Client client) throws ClientGone {
        Duration retryAfter = error.retryAfter();
        Map<String, String> headers = retryAfter == null
                ? Map.of()
                : Map.of("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
        client.whole(error.status(), headers, error.body());
    }

    private static boolean isCalledBy(String method, FunctionUrlEvent event, Client client) throws ClientGone {
        boolean allowed = event.method().equals(method);
        if (!allowed) {
            ApiError error = ApiError.methodNotAllowed(method);
            client.whole(error.status(), Map.of("allow", method), error.body());
        }
        return allowed;
    }

    private Call call(Endpoint endpoint, FunctionUrlEvent event, String requestId) {
        return new Call(
                requestId,
                endpoint,
                caller(event),
                TimeoutHeader.read(event.header(TimeoutHeader.NAME)),
                new EventBody(event, maxRequestBytes),
                time.nanos());
    }

    private void list(FunctionUrlEvent event, Client client, Function<Grant, @Nullable ObjectNode> content)
            throws ClientGone {
        switch (gate.judge(caller(event), null)) {
            case Gate.Verdict.Refused(ApiError error, @Nullable Grant known) -> refuse(error, client);
            case Gate.Verdict.Admitted(Grant grant) -> {
                ObjectNode json = content.apply(grant);
                if (json == null) {
                    refuse(ApiError.noSuchModel(), client);
                } else {
                    client.whole(200, Map.of(), JsonText.of(Json.MAPPER.writeValueAsBytes(json)));
                }
            }
        }
    }

    private @Nullable ObjectNode model(Grant grant, String id) {
        ModelList.Entry entry = ModelList.find(grant, platform.get(), id);
        return entry == null ? null : ModelJson.one(entry, today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }

    private static @Nullable String presentedKey(FunctionUrlEvent event) {
        return PresentedKey.in(event.header("authorization"), event.header("x-api-key"));
    }

    private Caller.Bearer caller(FunctionUrlEvent event) {
        return new Caller.Bearer(
                presentedKey(event),
                PeerAddress.behind(event.sourceIp(), event.header("x-forwarded-for"), trustedProxies),
                event.header("origin"),
                event.header("referer"));
    }
}
