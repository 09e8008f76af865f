package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.LoggedBody;
import ai.qnp.ee.admin.Answer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers as HTTP. */
final class Replies {
    private Replies() {}

    /** The value in JSON with this status, or the refusal. */
    static <T> Response of(Answer<T> answer, int status, Function<T, ? extends JsonNode> json) {
        return switch (answer) {
            case Answer.Done<T> done -> json(status, json.apply(done.value()));
            case Answer.Refused<T> refused -> error(refused.error());
        };
    }

    /** 204, or the refusal. */
    static <T> Response empty(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> Response.noContent().build();
            case Answer.Refused<T> refused -> error(refused.error());
        };
    }

    /** The bytes that are kept of a body, or the refusal. They are somebody's, so no browser may guess what they are. */
    static Response of(Answer<LoggedBody> answer) {
        return switch (answer) {
            case Answer.Done<LoggedBody>(LoggedBody body) -> {
                Response.ResponseBuilder response = Response.ok(
                                body.bytes().utf8(),
                                isJson(body.bytes())
                                        ? MediaType.APPLICATION_JSON_TYPE
                                        : MediaType.APPLICATION_OCTET_STREAM_TYPE)
                        .header("X-Content-Type-Options", "nosniff");
                yield (body.isCut() ? response.header("x-qnp-body-cut", true) : response).build();
            }
            case Answer.Refused<LoggedBody> refused -> error(refused.error());
        };
    }

    private static boolean isJson(JsonText bytes) {
        try {
            return !Json.MAPPER.readTree(bytes.utf8()).isMissingNode();
        } catch (JacksonException other) {
            return false;
        }
    }

    /** {@code {"data":[…],"next":…}}. */
    static <T> ObjectNode list(List<T> rows, @Nullable String next, Function<T, ? extends JsonNode> json) {
        ObjectNode list = Json.MAPPER.createObjectNode();
        ArrayNode data = list.putArray("data");
        rows.forEach(row -> data.add(json.apply(row)));
        list.put("next", next);
        return list;
    }

    static Response json(int status, JsonNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.MAPPER.writeValueAsBytes(body))
                .build();
    }

    static Response error(ApiError error) {
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error.body().utf8());
        if (error.retryAfter() != null) {
            response.header("Retry-After", Math.max(1, error.retryAfter().toSeconds()));
        }
        if (error.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }
}
