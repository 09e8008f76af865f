package ai.qnp.core.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The shape of a vendor's requests where it has no library: every field at every depth was seen in a recorded request, or
 * is listed as documented, as a path like {@code messages[].tool_calls[].id}.
 */
public final class RecordedShape implements RequestShape {
    /** Below them stands a client's own data. */
    private static final Set<String> OPEN = Set.of("parameters", "schema", "metadata", "logit_bias");

    private final String vendor;
    private final Set<String> known;

    private RecordedShape(String vendor, Set<String> known) {
        this.vendor = vendor;
        this.known = known;
    }

    /** What the vendor's recordings show, and what its documentation adds. */
    public static RequestShape of(String vendor, Set<String> documented) {
        Set<String> known = new TreeSet<>(documented);
        Recording.of(vendor).stream()
                .filter(recording -> recording.status() == 200)
                .map(Recording::request)
                .filter(Objects::nonNull)
                .forEach(body -> paths(body, "", known));
        return new RecordedShape(vendor, known);
    }

    @Override
    public void check(UpstreamRequest request) {
        Set<String> sent = new TreeSet<>();
        paths(Json.MAPPER.readTree(request.body().utf8()), "", sent);
        sent.removeAll(known);

        assertThat(sent)
                .as("fields that %s was never seen to take and does not document", vendor)
                .isEmpty();
    }

    private static void paths(JsonNode node, String path, Set<String> into) {
        if (node.isArray()) {
            node.forEach(element -> paths(element, path + "[]", into));
        }
        node.properties().forEach(field -> {
            String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            into.add(below);
            if (!OPEN.contains(field.getKey())) {
                paths(field.getValue(), below, into);
            }
        });
    }
}
