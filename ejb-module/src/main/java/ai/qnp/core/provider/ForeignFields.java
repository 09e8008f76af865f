package ai.qnp.core.provider;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.openai.RequestFields;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out of a request what is meant for other vendors alone: a chain's fallback would answer 400 to it. */
public final class ForeignFields {
    private ForeignFields() {}

    /** The names of such fields in a request, in alphabetical order. */
    public static List<String> in(ChatRequest request, Set<String> foreign) {
        return found(request.extras(), foreign);
    }

    /** The names of such fields in a request, in alphabetical order. */
    public static List<String> in(RequestFields fields, Set<String> foreign) {
        return found(fields.names(), foreign);
    }

    private static List<String> found(Collection<String> names, Set<String> foreign) {
        return names.stream().filter(foreign::contains).sorted().toList();
    }

    /** The request without those fields. Rare, so it may cost a tree and a second reading. */
    public static ChatRequest without(List<String> names, ChatRequest request) {
        if (names.isEmpty()) {
            return request;
        }
        ObjectNode tree = request.tree();
        tree.remove(names);
        return switch (ChatRequestReader.read(JsonText.of(Json.MAPPER.writeValueAsBytes(tree)))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest rest) -> rest;
            // not reached: nothing was removed that a request needs
            case ReadRequest.Rejected<ChatRequest> rejected -> request;
        };
    }

    /** The request without those fields. */
    public static EmbeddingsRequest without(List<String> names, EmbeddingsRequest request) {
        return names.isEmpty() ? request : request.with(without(names, request.fields()));
    }

    /** The request without those fields. */
    public static ImagesRequest without(List<String> names, ImagesRequest request) {
        return names.isEmpty() ? request : request.with(without(names, request.fields()));
    }

    private static RequestFields without(List<String> names, RequestFields fields) {
        ObjectNode rest = fields.copy();
        rest.remove(names);
        return new RequestFields(rest);
    }
}
